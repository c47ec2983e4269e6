import { deliveryPageSchema, listAllDeliveriesSchema } from '@otpost/core/history/history-schemas';
import { listDeliveries } from '@otpost/core/history/list-deliveries';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const searchDeliveriesRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/deliveries/search',
  role: 'viewer',
  reach: 'applications',
  tag: 'Deliveries',
  summary: 'Search deliveries, also by a whole address',
  description: 'As the list, with its filters in the body. A POST, so that the address stands in no URL.',
  body: listAllDeliveriesSchema,
  bodyExample: { to: 'you@example.com' },
  answers: { 200: { description: 'A page, newest first.', schema: deliveryPageSchema } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({
    status: 200,
    body: await listDeliveries(context, { applicationId: null, input }),
  }),
});
