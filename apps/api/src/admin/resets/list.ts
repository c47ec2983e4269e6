import { listResets } from '@otpost/core/reset/list-resets';
import { listAllResetsSchema, resetPageSchema } from '@otpost/core/reset/reset-schemas';
import { adminRoute } from '../../route/define-route.js';

export const listAllResetsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/resets',
  role: 'viewer',
  reach: 'applications',
  tag: 'Resets',
  summary: 'List resets and the requests of users, newest first',
  query: listAllResetsSchema,
  answers: { 200: { description: 'One page.', schema: resetPageSchema } },
  errors: [],
  handle: async ({ context, query: input }) => ({
    status: 200,
    body: await listResets(context, { applicationId: null, input }),
  }),
});
