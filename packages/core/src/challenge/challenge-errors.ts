import { type ErrorCode, OtpostError } from '../errors.js';
import type { Limited } from '../live-results.js';
import type { ChallengeStatus } from './challenge-states.js';

export function challengeNotFound(): OtpostError {
  return new OtpostError('challenge_not_found', 'There is no challenge with this id for this application');
}

const endings: Record<Exclude<ChallengeStatus, 'pending'>, { code: ErrorCode; message: string }> = {
  approved: { code: 'challenge_already_approved', message: 'A code is accepted once, and this one was' },
  canceled: { code: 'challenge_canceled', message: 'The challenge was canceled or replaced by a newer one' },
  expired: { code: 'challenge_expired', message: 'The time for this challenge is over' },
  max_checks_reached: { code: 'max_checks_reached', message: 'Too many wrong codes were tried for this challenge' },
  undeliverable: { code: 'challenge_undeliverable', message: 'No message for this challenge could be delivered' },
};

/** What a check, resend or cancel of an ended challenge is told. */
export function challengeEnded(status: ChallengeStatus): OtpostError {
  if (status === 'pending') throw new Error('A pending challenge has not ended');
  const ending = endings[status];
  return new OtpostError(ending.code, ending.message);
}

export function rateLimited(limited: Limited): OtpostError {
  const seconds = Math.max(1, Math.ceil(limited.retryAfterMilliseconds / 1000));
  const details =
    limited.retryAfterMilliseconds > 0 ? { limit: limited.limit, retryAfter: seconds } : { limit: limited.limit };
  return new OtpostError('rate_limited', `The limit ${limited.limit} is reached`, details);
}
