import type { AdminRole } from '@otpost/core/admin/admin-role';
import type { Reach } from '@otpost/core/admin/reach';
import type { Actor } from '@otpost/core/audit/actor';
import type { KeyScope } from '@otpost/core/records';

/** What an admin needs for a route (SECURITY J8); each says it, so that none is open by oversight. */
export interface AdminAccess {
  /** The least role that may call it. */
  readonly role: AdminRole;
  /** `installation`: only for admins of all applications. `applications`: it shows and changes what is in the caller's reach. */
  readonly reach: 'installation' | 'applications';
  /** The second factor must have been shown within the last five minutes (SECURITY J7). */
  readonly stepUp: boolean;
}

/** Who may call a route: an application's key with this scope, an admin, or anyone. */
export type Access = KeyScope | AdminAccess | 'anyone';

export interface Caller {
  /** Of the key, or of the admin who is signed in. */
  readonly keyId: string;
  /** Null for an admin. */
  readonly applicationId: string | null;
  readonly scopes: readonly KeyScope[];
}

/** A caller of /admin/v1: an admin who is signed in, or an admin key, which may everything. */
export interface AdminCaller extends Caller {
  readonly actor: Actor;
  readonly role: AdminRole;
  readonly reach: Reach;
  /** When the second factor was shown last; null for a key. */
  readonly secondFactorAt: number | null;
}
