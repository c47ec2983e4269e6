import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { eraseBelongings, eraseFromHistory } from './erase-belongings.js';
import { requireUser, type UserOf } from './require-user.js';

export interface DeleteUser extends UserOf {
  readonly actor: Actor;
  /** An admin's own words. */
  readonly reason?: string;
}

/**
 * Erases a user and all that belongs to them; the audit log keeps that it was done, under the keyed hash of the id. What was
 * begun and not finished is finished by the next try, since the user goes last. Throws `not_found`.
 */
export async function deleteUser(context: Context, request: DeleteUser): Promise<void> {
  const { actor, applicationId, reason = null } = request;
  const user = await requireUser(context, request);
  await audited(context, { actor, action: 'user.delete', target: user.id, applicationId, reason }, async () => {
    await eraseBelongings(context, user.id);
    await eraseFromHistory(context, user);
    await context.store.users.delete(user.id);
    // What a request made for this user meanwhile.
    await eraseBelongings(context, user.id);
  });
}
