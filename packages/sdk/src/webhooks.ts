import type { PostOptions, RequestOptions } from './api-request.js';
import { everyRow } from './every-row.js';
import type { CreateWebhook, ReplayWebhook, UpdateWebhook, WebhookMessageQuery } from './generated/webhooks-types.js';
import type { Send } from './send.js';

/** Where your application is told of events; `verifyWebhook` checks what comes there. Scope `users.admin`. */
export function webhooksBy(send: Send) {
  const messages = (id: string, query?: WebhookMessageQuery, options?: RequestOptions) =>
    send('GET /v1/webhooks/{id}/messages', { path: { id }, query }, options);
  return {
    /** Keep the `secret`: it is shown this once. */
    create: (input: CreateWebhook, options?: PostOptions) => send('POST /v1/webhooks', { body: input }, options),

    list: (options?: RequestOptions) => send('GET /v1/webhooks', {}, options),

    get: (id: string, options?: RequestOptions) => send('GET /v1/webhooks/{id}', { path: { id } }, options),

    /** Needs the `version` that was read; `conflict` when somebody else changed it meanwhile. */
    update: (id: string, input: UpdateWebhook, options?: RequestOptions) =>
      send('PATCH /v1/webhooks/{id}', { path: { id }, body: input }, options),

    /** With all that it is owed. */
    delete: (id: string, options?: RequestOptions) => send('DELETE /v1/webhooks/{id}', { path: { id } }, options),

    /** Makes a new secret. For 24 hours both sign, so give both to `verifyWebhook` in that time. */
    rotateSecret: (id: string, options?: PostOptions) =>
      send('POST /v1/webhooks/{id}/secret', { path: { id } }, options),

    /** Sends an event of type `test`. */
    sendTest: (id: string, options?: PostOptions) => send('POST /v1/webhooks/{id}/test', { path: { id } }, options),

    /** One page of what was and is owed to it. */
    messages,

    /** All of what was and is owed to it. */
    allMessages: (id: string, query?: WebhookMessageQuery, options?: RequestOptions) =>
      everyRow(
        (cursor) => messages(id, { ...query, cursor: cursor ?? query?.cursor }, options),
        (page) => page.messages,
      ),

    /** Sends one message again. */
    replay: (id: string, message: string, options?: PostOptions) =>
      send('POST /v1/webhooks/{id}/messages/{mid}/replay', { path: { id, mid: message } }, options),

    /** Sends all again that failed since a time, as after an outage of yours. */
    replayFailed: (id: string, input: ReplayWebhook, options?: PostOptions) =>
      send('POST /v1/webhooks/{id}/replay', { path: { id }, body: input }, options),
  };
}
