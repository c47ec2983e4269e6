import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { traced } from '../trace/traced.js';
import type { ChallengeView } from './challenge-schemas.js';
import { type ChallengeRequest, readOwn } from './get-challenge.js';
import { resendChallenge } from './resend-challenge.js';
import { sendToFactor } from './send-to-factor.js';

export interface SendAgain extends ChallengeRequest {
  /** For `any`: the factor to send a code to. */
  readonly factor: string | undefined;
}

/** Owes one more send: of the challenge itself, or of an `any` challenge to the factor that is named. */
export async function sendAgain(context: Context, { factor, ...request }: SendAgain): Promise<ChallengeView> {
  const challenge = await readOwn(context, request);
  if (challenge?.channel === 'any') {
    const { applicationId, id } = request;
    const about = { name: 'challenge.resend', subjectId: id, facts: { applicationId, channel: 'any' } } as const;
    return traced(
      context,
      about,
      (own) => sendToFactor(own, challenge, factor),
      ({ status }) => ({ status }),
    );
  }
  if (factor !== undefined) throw invalidField('factor', 'is for challenges of the channel any');
  return resendChallenge(context, request);
}
