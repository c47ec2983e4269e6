import type { Actor } from '@otpost/core/audit/actor';
import type { Authority } from '@otpost/core/proof/authority';

/** An admin needs no proof of the user: role, reason and audit log stand for it. */
export function authorityOfAdmin(actor: Actor): Authority {
  return { actor, isAdmin: true, proof: undefined };
}
