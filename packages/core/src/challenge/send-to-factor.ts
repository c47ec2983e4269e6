import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { openFactorAddress } from '../factor/factor-address.js';
import type { LiveChallenge } from '../live-port.js';
import { answeringFactors, namedFactors } from './answering-factors.js';
import { applicationOf } from './application-of.js';
import { challengeEnded, challengeNotFound } from './challenge-errors.js';
import type { ChallengeView } from './challenge-schemas.js';
import { viewChallenge } from './challenge-view.js';
import { sentChallengeId } from './code-sent-to.js';
import { createChallenge } from './create-challenge.js';
import { resendChallenge } from './resend-challenge.js';
import { unsealContent } from './sealed-content.js';

/** An approved code of an `any` challenge is no proof of its own: the challenge is. */
const purposeOfCode = (purpose: string): string => (purpose === 'proof' ? 'any' : purpose);

async function addressFactor(context: Context, challenge: LiveChallenge, named: string | undefined) {
  const { userId, applicationId, channel, factorId } = challenge;
  if (named === undefined) throw invalidField('factor', 'is needed: the email or sms factor to send a code to');
  const user = userId === null ? undefined : await context.store.users.get(userId);
  if (!user || applicationId === null) throw challengeNotFound();
  const { policy } = applicationOf(context.settings.current(), applicationId).settings;
  const [factor] = namedFactors(answeringFactors({ user, policy, channel, factorId }), named);
  if (factor?.type !== 'email' && factor?.type !== 'sms') throw invalidField('factor', 'is sent nothing');
  return { user, applicationId, factor };
}

/**
 * Sends a code to one factor of an `any` challenge, or sends it again. The code is of a challenge of its own, with the limits
 * of every other, which approves this one. Throws `invalid_request` that names `factor`, and what a create or resend throws.
 */
export async function sendToFactor(
  context: Context,
  challenge: LiveChallenge,
  named: string | undefined,
): Promise<ChallengeView> {
  const now = await context.live.now();
  if (challenge.status !== 'pending' || now >= challenge.expiresAt) {
    throw challengeEnded(challenge.status === 'pending' || challenge.status === 'ended' ? 'expired' : challenge.status);
  }
  const { user, applicationId, factor } = await addressFactor(context, challenge, named);
  const { keyring } = context.settings.current();
  const content = unsealContent(keyring, applicationId, challenge.id, challenge.sealed);
  const id = sentChallengeId(keyring, user, challenge.id, factor);
  const send = async (): Promise<ChallengeView> => {
    if (await context.live.challenges.read(id)) return resendChallenge(context, { applicationId, id });
    const { view } = await createChallenge(context, {
      applicationId,
      id,
      input: {
        channel: factor.type,
        to: openFactorAddress(keyring, user, factor),
        purpose: purposeOfCode(challenge.purpose),
        session: challenge.id,
        locale: content.locale,
        binding: content.binding,
      },
      owner: { userId: user.id, factorId: factor.id },
    });
    return view;
  };
  const { to, resendAt, delivery } = await send();
  return { ...viewChallenge(challenge, keyring, now), to, resendAt, delivery };
}
