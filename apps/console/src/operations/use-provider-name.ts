import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

const notYet = '…';

/** Names a provider. Providers belong to the installation: who does not reach all sees ids. */
export function useProviderName(): (id: string) => string {
  const { reachesAll } = useRights();
  const { data, isLoading } = useRead<{ providers: readonly Named[] }>('/admin/v1/providers', { isAsked: reachesAll });
  const names = new Map(data?.providers.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? (isLoading ? notYet : id);
}
