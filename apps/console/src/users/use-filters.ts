import { useSearchParams } from 'wouter';

export interface Filters {
  readonly get: (name: string) => string;
  /** An empty value takes the filter away; every change begins at the first page. */
  readonly set: (name: string, value: string) => void;
  /** The query of the API: the filters of these names, with the page. */
  readonly query: (names: readonly string[], more?: Readonly<Record<string, string>>) => string;
}

/** What stands in the address, so that a link leads to what one sees. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  return {
    get: (name) => params.get(name) ?? '',
    set: (name, value) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (name !== 'cursor') next.delete('cursor');
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      }),
    query: (names, more = {}) => {
      const query = new URLSearchParams(more);
      for (const name of [...names, 'cursor']) {
        const value = params.get(name);
        if (value !== null && value !== '') query.set(name, value);
      }
      const text = query.toString();
      return text === '' ? '' : `?${text}`;
    },
  };
}
