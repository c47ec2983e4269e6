import { Field } from '../ui/field.js';
import type { Filters } from './use-filters.js';

/** As the field for a local time wants it. */
function localTime(at: string): string {
  if (at === '') return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const wholeTime = (local: string): string => (local === '' ? '' : new Date(local).toISOString());

/** From when until when, in the address as the API takes it. */
export function TimeFilter({ filters }: { readonly filters: Filters }) {
  return (['from', 'until'] as const).map((name) => (
    <Field
      key={name}
      label={name === 'from' ? 'From' : 'Until'}
      type="datetime-local"
      isRequired
      value={localTime(filters.get(name))}
      onChange={(local) => filters.set({ [name]: wholeTime(local) })}
    />
  ));
}
