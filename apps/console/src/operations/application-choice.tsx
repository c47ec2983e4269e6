import { useRead } from '../api/client.js';
import { ChoiceField } from '../ui/choice-field.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

export function useApplicationNames(): ReadonlyMap<string, string> {
  const { data } = useRead<{ applications: readonly Named[] }>('/admin/v1/applications');
  return new Map(data?.applications.map(({ id, name }) => [id, name]));
}

interface ApplicationChoiceProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly isLabelHidden?: boolean;
}

/** A filter by application; the empty id stands for all. */
export function ApplicationChoice({ value, onChange, isLabelHidden = false }: ApplicationChoiceProps) {
  const names = useApplicationNames();
  const options = [...names].map(([id, label]) => ({ id, label }));
  return (
    <ChoiceField
      label="Application"
      isLabelHidden={isLabelHidden}
      options={[{ id: 'all', label: 'All applications' }, ...options]}
      value={value === '' ? 'all' : value}
      onChange={(id) => onChange(id === 'all' ? '' : id)}
    />
  );
}
