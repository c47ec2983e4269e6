import { deliveryPageSchema, listAllDeliveriesSchema } from '@otpost/core/history/history-schemas';
import { listDeliveries } from '@otpost/core/history/list-deliveries';
import { adminRoute } from '../../route/define-route.js';

export const listAllDeliveriesRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/deliveries',
  role: 'viewer',
  reach: 'applications',
  tag: 'Deliveries',
  summary: 'Search the deliveries of all applications',
  query: listAllDeliveriesSchema,
  answers: { 200: { description: 'A page, newest first.', schema: deliveryPageSchema } },
  errors: [],
  handle: async ({ context, query: input }) => ({
    status: 200,
    body: await listDeliveries(context, { applicationId: null, input }),
  }),
});
