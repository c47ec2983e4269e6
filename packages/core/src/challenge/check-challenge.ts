import { normalizeSubmittedCode } from '../code.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { normalizeRecoveryCode } from '../factor/recovery-code.js';
import { shardOf } from '../ids.js';
import { traced } from '../trace/traced.js';
import { challengeEnded, challengeNotFound, rateLimited } from './challenge-errors.js';
import type { CheckChallengeInput, CheckView } from './challenge-schemas.js';
import { checkByFactor } from './check-by-factor.js';
import { checkSentCode } from './check-sent-code.js';
import { endedInStore } from './ended-in-store.js';
import { noteSentCode } from './note-sent-code.js';

export interface CheckChallengeRequest {
  readonly applicationId: string;
  readonly id: string;
  readonly input: CheckChallengeInput;
  /** Names the request, so that a repeated one costs no second check; empty when it has no name. */
  readonly request: string;
}

function assertAnswer({ code, passkey }: CheckChallengeInput): void {
  if (passkey === undefined && normalizeRecoveryCode(code ?? '') === undefined) {
    throw invalidField('code', 'must be 4 to 10 digits');
  }
}

async function check(context: Context, request: CheckChallengeRequest): Promise<CheckView> {
  const { applicationId, id, input } = request;
  const code = input.code === undefined ? undefined : normalizeSubmittedCode(input.code);
  if (code === undefined) assertAnswer(input);
  if (shardOf(id) === undefined) throw challengeNotFound();
  if (code === undefined) return checkByFactor(context, request);
  const { binding } = input;
  const result = await checkSentCode(context, { applicationId, id, code, binding, request: request.request });
  if (result.kind === 'outside') return checkByFactor(context, request, result.asked);
  if (result.kind === 'missing') throw await endedInStore(context, applicationId, id);
  if (result.kind === 'ended') throw challengeEnded(result.status);
  if (result.kind === 'limited') throw rateLimited(result);
  const noted =
    result.userId === null ? {} : await noteSentCode(context, { id, userId: result.userId, valid: result.valid });
  return {
    status: result.status,
    valid: result.valid,
    checksLeft: result.checksLeft,
    ...(result.valid ? noted : { reason: 'wrong_code' as const }),
    ...(result.valid && binding ? { binding } : {}),
  };
}

/**
 * Checks an answer, once and for good. A code that was sent is one step of the live state, which counts the check before it
 * compares; what a factor or a recovery code answers is compared with the user. A wrong answer is an answer.
 */
export function checkChallenge(context: Context, request: CheckChallengeRequest): Promise<CheckView> {
  const { id, applicationId } = request;
  const about = { name: 'challenge.check', subjectId: id, facts: { applicationId } } as const;
  return traced(
    context,
    about,
    (own) => check(own, request),
    ({ status, valid }) => ({ status, valid }),
  );
}
