import { listSuppressions } from '@otpost/core/suppression/list-suppressions';
import { listSuppressionsSchema, suppressionPageSchema } from '@otpost/core/suppression/suppression-schemas';
import { adminRoute } from '../../route/define-route.js';

export const listSuppressionsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/suppressions',
  role: 'viewer',
  reach: 'applications',
  tag: 'Suppressions',
  summary: 'List the addresses to which nothing more is sent, newest first',
  query: listSuppressionsSchema,
  answers: { 200: { description: 'One page.', schema: suppressionPageSchema } },
  errors: [],
  handle: async ({ context, query }) => ({ status: 200, body: await listSuppressions(context, query) }),
});
