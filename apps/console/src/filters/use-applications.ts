import { useRead } from '../api/client.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface KnownApplications {
  readonly list: readonly Named[];
  readonly nameOf: (id: string) => string;
}

/** The applications in reach, for filters and names. */
export function useApplications(): KnownApplications {
  const { data } = useRead<{ applications: readonly Named[] }>('/admin/v1/applications');
  const list = data?.applications ?? [];
  return { list, nameOf: (id) => list.find((one) => one.id === id)?.name ?? id };
}
