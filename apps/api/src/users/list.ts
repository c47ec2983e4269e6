import { listUsers } from '@otpost/core/user/list-users';
import { listUsersSchema, userPageSchema } from '@otpost/core/user/user-schemas';
import { applicationRoute } from '../route/define-route.js';

export const listUsersRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users',
  tag: 'Users',
  summary: 'List and find users, newest first',
  description: 'Addresses and ids are found whole only, since they are kept as keyed hashes.',
  query: listUsersSchema,
  answers: { 200: { description: 'One page of the users of this application.', schema: userPageSchema } },
  errors: [],
  handle: async ({ context, applicationId, query: input }) => ({
    status: 200,
    body: await listUsers(context, { applicationId, input }),
  }),
});
