import { digestCode, normalizeSubmittedCode } from '../code.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { shardOf } from '../ids.js';
import { applicationOf } from './application-of.js';
import { challengeEnded, challengeNotFound, rateLimited } from './challenge-errors.js';
import type { CheckChallengeInput, CheckView } from './challenge-schemas.js';
import { endedInStore } from './ended-in-store.js';

export interface CheckChallengeRequest {
  readonly applicationId: string;
  readonly id: string;
  readonly input: CheckChallengeInput;
  /** Names the request, so that a repeated one costs no second check; empty when it has no name. */
  readonly request: string;
}

/** Checks a code, once and for good: the live state counts the check before it compares. A wrong code is an answer. */
export async function checkChallenge(context: Context, request: CheckChallengeRequest): Promise<CheckView> {
  const { applicationId, id, input } = request;
  const settings = context.settings.current();
  const application = applicationOf(settings, applicationId);
  const code = normalizeSubmittedCode(input.code);
  if (code === undefined) throw invalidField('code', 'must be 4 to 10 digits');
  if (shardOf(id) === undefined) throw challengeNotFound();
  const digests = settings.keyring.applicationKeys(applicationId).map((key) => ({
    keyId: key.id,
    digest: digestCode(key.digestKey, { applicationId, challengeId: id, code, binding: input.binding }),
  }));
  const result = await context.live.challenges.check({
    id,
    applicationId,
    digests,
    request: request.request,
    failedChecksStop: application.settings.failedChecksStop,
  });
  if (result.kind === 'missing') throw await endedInStore(context, applicationId, id);
  if (result.kind === 'ended') throw challengeEnded(result.status);
  if (result.kind === 'limited') throw rateLimited(result);
  return {
    status: result.status,
    valid: result.valid,
    checksLeft: result.checksLeft,
    ...(result.valid ? {} : { reason: 'wrong_code' as const }),
    ...(result.valid && input.binding ? { binding: input.binding } : {}),
  };
}
