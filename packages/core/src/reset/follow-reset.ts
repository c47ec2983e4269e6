import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { useLink } from '../link/use-link.js';
import { openExternalId } from '../user/user-profile.js';
import { moveReset } from './move-reset.js';
import { openResetsOf } from './open-resets.js';

const sentences = {
  unknown: 'This link is not one of ours',
  used: 'This link was used before, and works once',
  canceled: 'This link was canceled',
  expired: 'The time of this link is over',
} as const;

export interface FollowedReset {
  readonly resetId: string;
  readonly applicationId: string;
  /** Of the record. */
  readonly userId: string;
  /** The application's own id. */
  readonly externalId: string;
}

/**
 * The click on a mailed link: a set-up may begin whose first new factor replaces everything, within an hour. The old factors
 * stay in force until then. Throws `not_found` for a link that does not work, or no longer.
 */
export async function followReset(context: Context, token: string): Promise<FollowedReset> {
  const used = await useLink(context, { kind: 'reset', token });
  if (used.kind !== 'used_now') throw new OtpostError('not_found', sentences[used.kind]);
  const { id: linkId, userId, applicationId } = used.link;
  const reset = (await openResetsOf(context, userId)).find((one) => one.linkId === linkId);
  const user = await context.store.users.get(userId);
  if (!reset || !user) throw new OtpostError('not_found', sentences.canceled);
  const action = { actor: 'page', action: 'reset.follow', target: userId, applicationId, data: { resetId: reset.id } };
  await audited(context, action, () => moveReset(context, reset, 'followed'));
  const externalId = openExternalId(context.settings.current().keyring, user);
  return { resetId: reset.id, applicationId, userId, externalId };
}
