import { getDelivery } from '@otpost/core/history/get-delivery';
import { deliveryViewSchema } from '@otpost/core/history/history-schemas';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const getAnyDeliveryRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/deliveries/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Deliveries',
  summary: 'Read a delivery and its attempts',
  params: settingParams,
  answers: { 200: { description: 'What stands now.', schema: deliveryViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({
    status: 200,
    body: await getDelivery(context, { applicationId: null, id: params.id }),
  }),
});
