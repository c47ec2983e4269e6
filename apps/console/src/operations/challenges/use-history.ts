import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/ask.js';
import { asProblem } from '../../api/problem.js';
import type { Filters } from '../../filters/use-filters.js';

/** While nobody asks for an address, what is new comes by itself. */
const everyMilliseconds = 5000;

/** A page of history. An address goes in a body, so that it stands in no URL, neither the console's nor the API's. */
export function useHistory<Body>(
  kind: 'challenges' | 'deliveries',
  filters: Filters,
  names: readonly string[],
  to: string,
) {
  const path = `/admin/v1/${kind}`;
  const asked = [...names, 'cursor'];
  const body = () => ({
    to,
    ...Object.fromEntries(asked.map((name) => [name, filters.get(name)]).filter(([, value]) => value !== '')),
  });
  const query = useQuery<Body>({
    queryKey: ['admin', 'v1', kind, filters.query(asked), to],
    queryFn: () => (to === '' ? ask('GET', `${path}${filters.query(asked)}`) : ask('POST', `${path}/search`, body())),
    ...(to === '' ? { refetchInterval: everyMilliseconds } : {}),
    placeholderData: (before) => before,
  });
  return { ...query, problem: query.error ? asProblem(query.error) : undefined };
}
