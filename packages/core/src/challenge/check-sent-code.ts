import { type Binding, digestCode } from '../code.js';
import type { Context } from '../context.js';
import type { SentCodeResult } from '../live-port.js';
import { applicationOf } from './application-of.js';

export interface SentCode {
  readonly applicationId: string;
  readonly id: string;
  /** Digits alone. */
  readonly code: string;
  readonly binding: Binding | undefined;
  /** Names the request, so that a repeated one costs no second check; empty when it has no name. */
  readonly request: string;
}

/** A check counts for the second address as well; for the first it did in the same step as the check. */
async function countForReached(context: Context, result: SentCodeResult, failedChecksStop: number): Promise<void> {
  if (result.kind !== 'checked' || result.reached === null) return;
  const { limits } = context.live;
  await (result.valid ? limits.forgetFailures(result.reached) : limits.countFailure(result.reached, failedChecksStop));
}

/** Checks a code that was sent, in one step of the live state, which counts before it compares. */
export async function checkSentCode(context: Context, sent: SentCode): Promise<SentCodeResult> {
  const { applicationId, id, code, binding, request } = sent;
  const settings = context.settings.current();
  const application = applicationOf(settings, applicationId);
  const digests = settings.keyring.applicationKeys(applicationId).map((key) => ({
    keyId: key.id,
    digest: digestCode(key.codeHmac, { applicationId, challengeId: id, code, binding }),
  }));
  const { failedChecksStop } = application.settings;
  const result = await context.live.challenges.check({ id, applicationId, digests, request, failedChecksStop });
  try {
    await countForReached(context, result, failedChecksStop);
  } catch (error) {
    // The answer is given and cannot be taken back; the challenge has counted it.
    context.warn('A check could not be counted for the second address', { challenge: id, error });
  }
  return result;
}
