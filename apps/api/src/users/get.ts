import { getUser } from '@otpost/core/user/get-user';
import { userViewSchema } from '@otpost/core/user/user-schemas';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const getUserRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users/:id',
  tag: 'Users',
  summary: 'Read a user',
  description: 'With the addresses whole, as the application gave them.',
  params: userParams,
  answers: { 200: { description: 'The user.', schema: userViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getUser(context, { applicationId, externalId: params.id }),
  }),
});
