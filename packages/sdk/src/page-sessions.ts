import type { PostOptions, RequestOptions } from './api-request.js';
import type { CreatePageSession } from './generated/page-sessions-types.js';
import type { Send } from './send.js';

/** Visits of users to the hosted pages. Scope `users`. */
export function pageSessionsBy(send: Send) {
  return {
    /** Makes a link to a hosted page, when the user has just given the right password. Send the browser to `url`; it works once. */
    create: (input: CreatePageSession, options?: PostOptions) =>
      send('POST /v1/page-sessions', { body: input }, options),

    /** What happened there. Let in when `status` is `completed` and `approved` is true, by the id that you made for this user. */
    result: (id: string, options?: RequestOptions) =>
      send('GET /v1/page-sessions/{id}/result', { path: { id } }, options),
  };
}
