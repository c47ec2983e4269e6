import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { changeUser } from '../user/change-user.js';
import type { UserOf } from '../user/require-user.js';
import { newRecoveryCodes } from './recovery-code.js';
import { userToSetUp } from './set-up-user.js';

export interface RegenerateRecoveryCodes extends UserOf {
  readonly authority: Authority;
}

/** A whole new set; the old one dies in the same step. Throws `not_found`, `proof_required` and `policy_forbids`. */
export async function regenerateRecoveryCodes(
  context: Context,
  request: RegenerateRecoveryCodes,
): Promise<{ recoveryCodes: string[] }> {
  const { authority, applicationId } = request;
  const { user, application } = await userToSetUp(context, request);
  const { policy, recoveryCodeCount } = application.settings;
  if (user.factors.every(({ status }) => status !== 'active')) {
    throw new OtpostError('policy_forbids', 'The user has no active factor that recovery codes could stand in for');
  }
  const action = { actor: authority.actor, action: 'recovery_codes.make', target: user.id, applicationId };
  const made = await audited(context, action, async () => {
    await requireAuthority(context, { user, policy, act: 'regenerate', authority });
    const { codes, set } = await newRecoveryCodes(recoveryCodeCount, context.randomBytes, context.now());
    await changeUser(context, user.id, (stored) => ({
      change: { recoveryCodes: set },
      result: undefined,
      news: newsOf(context, stored, { kind: 'recovery_codes_made' }),
    }));
    return { recoveryCodes: [...codes] };
  });
  await tellNews(context, user.id);
  return made;
}
