import type { PostOptions, ProofOptions, RequestOptions } from './api-request.js';
import type { CheckAppPassword, CreateAppPassword } from './generated/app-passwords-types.js';
import type { Send } from './send.js';

/** Long random passwords, each for one program that cannot answer a challenge. Scope `users`. */
export function appPasswordsBy(send: Send) {
  return {
    /** Makes one: shown in this answer alone, or with `reveal` by a link that works once. */
    create: (user: string, input: CreateAppPassword, options?: PostOptions & ProofOptions) =>
      send('POST /v1/users/{id}/app-passwords', { path: { id: user }, body: input }, options),

    /** Those that work, oldest first. */
    list: (user: string, options?: RequestOptions) =>
      send('GET /v1/users/{id}/app-passwords', { path: { id: user } }, options),

    /** Revokes one at once. */
    revoke: (user: string, appPassword: string, options?: RequestOptions) =>
      send('DELETE /v1/users/{id}/app-passwords/{pid}', { path: { id: user, pid: appPassword } }, options),

    /**
     * Checks the one that a program sent. A wrong one is an answer. It works while Redis is away, as long as you give no
     * `idempotencyKey`; so the client makes none here, and repeats nothing.
     */
    check: (user: string, input: CheckAppPassword, options?: PostOptions) =>
      send('POST /v1/users/{id}/app-passwords/check', { path: { id: user }, body: input }, options),
  };
}
