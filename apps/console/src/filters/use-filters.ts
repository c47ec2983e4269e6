import { useSearchParams } from 'wouter';

export interface Filters {
  readonly get: (name: string) => string;
  /** An empty value takes a filter away; any change begins at the first page again. */
  readonly set: (changes: Readonly<Record<string, string>>) => void;
  /** `?a=b&…` with these names only, for the API; empty when none is set. */
  readonly query: (names: readonly string[], more?: Readonly<Record<string, string>>) => string;
  readonly isAny: (names: readonly string[]) => boolean;
}

/** Filters live in the address, so that a link leads to what one sees. */
export function useFilters(): Filters {
  const [params, setParams] = useSearchParams();
  const get = (name: string): string => params.get(name) ?? '';
  return {
    get,
    set: (changes) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        next.delete('cursor');
        for (const [name, value] of Object.entries(changes)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      }),
    query: (names, more = {}) => {
      const asked = new URLSearchParams(more);
      for (const name of names) if (get(name) !== '') asked.set(name, get(name));
      return asked.size === 0 ? '' : `?${asked}`;
    },
    isAny: (names) => names.some((name) => get(name) !== ''),
  };
}
