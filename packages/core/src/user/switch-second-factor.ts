import { z } from 'zod';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { decideRequirement } from '../policy/decide-requirement.js';
import { evaluatePolicy } from '../policy/evaluate-policy.js';
import type { Policy } from '../policy/policy-schema.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { revokeTrustedDevices } from '../trusted-device/revoke-trusted-devices.js';
import type { UserRecord } from '../user-records.js';
import { changeUser } from './change-user.js';
import { getMfa } from './get-mfa.js';
import type { MfaView } from './mfa-schemas.js';
import { requireUser, type UserOf } from './require-user.js';

export const switchSecondFactorSchema = z.strictObject({
  state: z
    .enum(['on', 'off'])
    .describe('`off` needs a proof of the user in `Otpost-Proof`, or the scope `users.admin`.'),
});

export type SwitchSecondFactorInput = z.infer<typeof switchSecondFactorSchema>;

export interface SwitchSecondFactor extends UserOf {
  readonly authority: Authority;
  readonly input: SwitchSecondFactorInput;
}

const forbidden = (message: string): OtpostError => new OtpostError('policy_forbids', message);

/** Throws `policy_forbids` where it is not the user's own choice, and for turning on without a factor that counts. */
function assertMaySwitch(policy: Policy, user: UserRecord, state: 'on' | 'off', now: number): void {
  const { requirement } = decideRequirement(policy, user);
  if (user.type === 'service') throw forbidden('A service account answers no challenge: use app passwords');
  if (state === 'off' && requirement === 'required')
    throw forbidden('The policy requires a second factor of this user');
  if (state === 'on' && requirement === 'off') throw forbidden('The policy asks no second factor of this user');
  if (state === 'on' && !evaluatePolicy(policy, user, now).enrolled) {
    throw forbidden('The user has no active factor that the policy allows: add one first');
  }
}

/**
 * The user's own choice where the policy leaves it to them. The factors stay, so that it can be turned on again. Throws
 * `not_found`, `policy_forbids`, and `proof_required` for turning off without a proof.
 */
export async function switchSecondFactor(context: Context, request: SwitchSecondFactor): Promise<MfaView> {
  const { authority, input, applicationId } = request;
  const { policy } = applicationOf(context.settings.current(), applicationId).settings;
  const user = await requireUser(context, request);
  // Before the proof, which is spent by being looked at.
  assertMaySwitch(policy, user, input.state, context.now());
  if (user.secondFactor === input.state) return await getMfa(context, request);
  const action = { actor: authority.actor, action: `user.turn_${input.state}`, target: user.id, applicationId };
  await audited(context, action, async () => {
    if (input.state === 'off') await requireAuthority(context, { user, policy, act: 'turn-off', authority });
    await changeUser(context, user.id, (stored) => {
      assertMaySwitch(policy, stored, input.state, context.now());
      const news = input.state === 'off' ? newsOf(context, stored, { kind: 'turned_off' }) : undefined;
      return { change: { secondFactor: input.state }, result: undefined, news };
    });
  });
  if (input.state === 'off') {
    await revokeTrustedDevices(context, user.id);
    await tellNews(context, user.id);
  }
  return await getMfa(context, request);
}
