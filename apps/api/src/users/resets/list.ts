import { listResets } from '@otpost/core/reset/list-resets';
import { listResetsSchema, resetPageSchema } from '@otpost/core/reset/reset-schemas';
import { applicationRoute } from '../../route/define-route.js';

export const listResetsRoute = applicationRoute('users.admin', {
  method: 'get',
  path: '/v1/resets',
  tag: 'Resets',
  summary: 'List resets and the requests of users, newest first',
  query: listResetsSchema,
  answers: { 200: { description: 'One page of this application.', schema: resetPageSchema } },
  errors: [],
  handle: async ({ context, applicationId, query: input }) => ({
    status: 200,
    body: await listResets(context, { applicationId, input }),
  }),
});
