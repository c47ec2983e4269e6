import { deleteUser } from '@otpost/core/user/delete-user';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const deleteUserRoute = applicationRoute('users', {
  method: 'delete',
  path: '/v1/users/:id',
  tag: 'Users',
  summary: 'Erase a user',
  description:
    'With factors, recovery codes, app passwords, trusted devices, links and resets; their addresses leave history. The audit log keeps that a user was erased, under a keyed hash of the id.',
  params: userParams,
  answers: { 204: { description: 'Erased.' } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, authority, params }) => {
    await deleteUser(context, { applicationId, externalId: params.id, actor: authority.actor });
    return { status: 204 };
  },
});
