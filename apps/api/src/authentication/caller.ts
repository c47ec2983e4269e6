import type { KeyScope } from '@otpost/core/records';

/** Who may call a route: an application's key with this scope, an admin key, or anyone. */
export type Access = KeyScope | 'admin' | 'anyone';

export interface Caller {
  readonly keyId: string;
  /** Null for an admin key. */
  readonly applicationId: string | null;
  readonly scopes: readonly KeyScope[];
}
