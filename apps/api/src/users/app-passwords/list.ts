import { appPasswordListSchema } from '@otpost/core/app-password/app-password-schemas';
import { listAppPasswords } from '@otpost/core/app-password/list-app-passwords';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const listAppPasswordsRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users/:id/app-passwords',
  tag: 'App passwords',
  summary: 'List the app passwords of a user',
  params: userParams,
  answers: { 200: { description: 'Those that work, oldest first.', schema: appPasswordListSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: { appPasswords: await listAppPasswords(context, { applicationId, externalId: params.id }) },
  }),
});
