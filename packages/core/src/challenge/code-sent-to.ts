import { addressPlace } from '../address/address-place.js';
import { normalizeSubmittedCode } from '../code.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { parseFactorAddress } from '../factor/factor-address.js';
import { newLiveId } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserRecord } from '../user-records.js';
import { challengeEnded, rateLimited } from './challenge-errors.js';
import type { CheckChallengeInput } from './challenge-schemas.js';
import { checkSentCode } from './check-sent-code.js';
import type { AnswerVerdict } from './judge-answer.js';
import type { AnswerQuestion } from './judge-for.js';
import { noteSentCode } from './note-sent-code.js';

/**
 * The challenge by which an `any` challenge sends a code to one factor. Its id is a keyed hash of both, so that nothing has
 * to be remembered, and a repeated send finds the first one.
 */
export function sentChallengeId(
  keyring: Keyring,
  user: UserRecord,
  challengeId: string,
  factor: AddressFactor,
): string {
  const { shard } = addressPlace(keyring, user.applicationId, parseFactorAddress(keyring, user, factor));
  const half = (part: string) => keyring.indexHash('sent-challenge', challengeId, factor.id, part);
  const bytes = Buffer.from(half('1') + half('2'), 'base64url');
  return newLiveId('ch', shard, (length) => bytes.subarray(0, length));
}

interface CheckOfSentCode {
  readonly applicationId: string;
  readonly id: string;
  readonly input: CheckChallengeInput;
  readonly request: string;
}

/** Throws `invalid_request` when nothing was sent to the factor, and the error of a code that is over. */
export async function checkCodeSentTo(
  context: Context,
  { applicationId, id, input, request }: CheckOfSentCode,
  { user, factors }: AnswerQuestion,
): Promise<{ user: UserRecord; result: AnswerVerdict }> {
  const [factor] = factors as readonly AddressFactor[];
  const code = normalizeSubmittedCode(input.code ?? '');
  if (!factor || code === undefined) throw new Error('Digits answer, for a factor that may');
  const { keyring } = context.settings.current();
  const sentId = sentChallengeId(keyring, user, id, factor);
  const result = await checkSentCode(context, { applicationId, id: sentId, code, binding: input.binding, request });
  if (result.kind === 'missing' || result.kind === 'outside') {
    throw invalidField('factor', 'was sent no code: ask for one by POST /v1/challenges/:id/resend {"factor"}');
  }
  if (result.kind === 'ended') throw challengeEnded(result.status);
  if (result.kind === 'limited') throw rateLimited(result);
  await noteSentCode(context, { id: sentId, userId: user.id, valid: result.valid });
  return { user, result: result.valid ? { kind: 'right', by: factor.id } : { kind: 'wrong' } };
}
