import type { PostOptions, RequestOptions } from './api-request.js';
import { everyRow } from './every-row.js';
import type { CancelReset, ResetQuery, StartReset } from './generated/resets-types.js';
import type { Send } from './send.js';

/** The way back for users who lost every factor. Scope `users.admin`. */
export function resetsBy(send: Send) {
  const list = (query?: ResetQuery, options?: RequestOptions) => send('GET /v1/resets', { query }, options);
  return {
    /** Brings a user back, as `adminReset` of the policy says: by a mailed link, or at once. */
    start: (user: string, input: StartReset, options?: PostOptions) =>
      send('POST /v1/users/{id}/reset', { path: { id: user }, body: input }, options),

    /** Refuses the request of a user, or cancels a mailed link. */
    cancel: (user: string, input: CancelReset, options?: PostOptions) =>
      send('POST /v1/users/{id}/reset/cancel', { path: { id: user }, body: input }, options),

    /** One page of resets and of the requests of users, newest first. */
    list,

    /** All of them, newest first. */
    all: (query?: ResetQuery, options?: RequestOptions) =>
      everyRow(
        (cursor) => list({ ...query, cursor: cursor ?? query?.cursor }, options),
        ({ resets }) => resets,
      ),
  };
}
