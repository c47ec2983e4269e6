import type { PostOptions, RequestOptions } from './api-request.js';
import type { CheckChallenge, CreateChallenge, ResendChallenge } from './generated/challenges-types.js';
import type { Send } from './send.js';

/** One request to prove one thing. Scope `challenges`. */
export function challengesBy(send: Send) {
  return {
    /**
     * Starts a challenge, by address (`to`) or of a user, whose own factors answer. One is pending for one address, channel and
     * purpose: another create with the same `session`, or none on both, joins it, and another `session` cancels it.
     */
    create: (input: CreateChallenge, options?: PostOptions) => send('POST /v1/challenges', { body: input }, options),

    /** What stands now, with sends and attempts; after its end, what is remembered. */
    get: (id: string, options?: RequestOptions) => send('GET /v1/challenges/{id}', { path: { id } }, options),

    /** Checks what the user typed. A wrong code is an answer (`valid` is false) and no error. Let in when `valid` is true, and only then. */
    check: (id: string, input: CheckChallenge, options?: PostOptions) =>
      send('POST /v1/challenges/{id}/check', { path: { id }, body: input }, options),

    /** Sends the code again, once `resendAt` has passed. An `any` challenge sends its first code this way, to the `factor` that is named. */
    resend: (id: string, input?: ResendChallenge, options?: PostOptions) =>
      send('POST /v1/challenges/{id}/resend', { path: { id }, body: input }, options),

    /** Ends a pending challenge: its code is worth nothing from then on. */
    cancel: (id: string, options?: PostOptions) => send('POST /v1/challenges/{id}/cancel', { path: { id } }, options),
  };
}
