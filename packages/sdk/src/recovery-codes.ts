import type { PostOptions, ProofOptions } from './api-request.js';
import type { CheckRecoveryCode } from './generated/recovery-codes-types.js';
import type { Send } from './send.js';

/** Single-use codes kept for the day the phone is lost. Scope `users`. */
export function recoveryCodesBy(send: Send) {
  return {
    /** Makes new ones, shown this once; the old ones die in the same step. */
    make: (user: string, options?: PostOptions & ProofOptions) =>
      send('POST /v1/users/{id}/recovery-codes', { path: { id: user } }, options),

    /**
     * Checks one without a challenge. A wrong one is an answer. It works while Redis is away, as long as you give no
     * `idempotencyKey`; so the client makes none here, and repeats nothing.
     */
    check: (user: string, input: CheckRecoveryCode, options?: PostOptions) =>
      send('POST /v1/users/{id}/recovery-codes/check', { path: { id: user }, body: input }, options),
  };
}
