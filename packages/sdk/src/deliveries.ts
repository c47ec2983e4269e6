import type { RequestOptions } from './api-request.js';
import { everyRow } from './every-row.js';
import type { DeliveryQuery } from './generated/deliveries-types.js';
import type { Send } from './send.js';

/** What was sent to people, with each attempt of a provider. Scope `challenges`. */
export function deliveriesBy(send: Send) {
  const list = (query?: DeliveryQuery, options?: RequestOptions) => send('GET /v1/deliveries', { query }, options);
  return {
    /** One page, newest first. */
    list,

    /** All of them, newest first: `for await (const delivery of otpost.deliveries.all({ status: 'failed' }))`. */
    all: (query?: DeliveryQuery, options?: RequestOptions) =>
      everyRow(
        (cursor) => list({ ...query, cursor: cursor ?? query?.cursor }, options),
        ({ deliveries }) => deliveries,
      ),

    /** One delivery and its attempts. */
    get: (id: string, options?: RequestOptions) => send('GET /v1/deliveries/{id}', { path: { id } }, options),
  };
}
