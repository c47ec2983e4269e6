import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Providers belong to the installation: who does not reach all sees ids. */
export function useProviderNames(): ReadonlyMap<string, string> {
  const { reachesAll } = useRights();
  const { data } = useRead<{ providers: readonly Named[] }>('/admin/v1/providers', { isAsked: reachesAll });
  return new Map(data?.providers.map(({ id, name }) => [id, name]));
}
