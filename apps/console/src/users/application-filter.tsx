import { ChoiceField } from '../ui/choice-field.js';
import { useApplications } from './use-applications.js';

interface ApplicationFilterProps {
  /** Empty: all in reach. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Nothing where there is one application alone. */
export function ApplicationFilter({ value, onChange }: ApplicationFilterProps) {
  const { list } = useApplications();
  if (list.length < 2 && value === '') return null;
  const all = { id: '', label: 'All applications' };
  return (
    <ChoiceField
      label="Application"
      options={[all, ...list.map(({ id, name }) => ({ id, label: name }))]}
      value={value}
      onChange={onChange}
    />
  );
}
