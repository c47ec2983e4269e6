import { getDelivery } from '@otpost/core/history/get-delivery';
import { deliveryViewSchema } from '@otpost/core/history/history-schemas';
import { z } from 'zod';
import { applicationRoute } from '../route/define-route.js';

export const getDeliveryRoute = applicationRoute('challenges', {
  method: 'get',
  path: '/v1/deliveries/:id',
  tag: 'Deliveries',
  summary: 'Read one delivery and its attempts',
  params: z.strictObject({ id: z.string().max(100).describe('Id of the delivery.') }),
  answers: { 200: { description: 'What stands now.', schema: deliveryViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getDelivery(context, { applicationId, id: params.id }),
  }),
});
