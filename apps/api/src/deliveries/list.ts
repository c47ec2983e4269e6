import { deliveryPageSchema, listDeliveriesSchema } from '@otpost/core/history/history-schemas';
import { listDeliveries } from '@otpost/core/history/list-deliveries';
import { applicationRoute } from '../route/define-route.js';

export const listDeliveriesRoute = applicationRoute('challenges', {
  method: 'get',
  path: '/v1/deliveries',
  tag: 'Deliveries',
  summary: 'List what was sent, newest first',
  query: listDeliveriesSchema,
  answers: { 200: { description: 'One page of the history of this application.', schema: deliveryPageSchema } },
  errors: [],
  handle: async ({ context, applicationId, query: input }) => ({
    status: 200,
    body: await listDeliveries(context, { applicationId, input }),
  }),
});
