import { deadLetterDetailSchema } from '@otpost/core/dead-letter/dead-letter-schemas';
import { getDeadLetter } from '@otpost/core/dead-letter/list-dead-letters';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const getDeadLetterRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/dead-letters/:id',
  role: 'support',
  reach: 'applications',
  tag: 'Queues',
  summary: 'Read one, a job with its data',
  params: settingParams,
  answers: { 200: { description: 'As it stands.', schema: deadLetterDetailSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({ status: 200, body: await getDeadLetter(context, params.id) }),
});
