import { invalidField } from '@otpost/core/errors';
import { eraseUserSchema } from '@otpost/core/user/admin-user-schemas';
import { deleteUser } from '@otpost/core/user/delete-user';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { anyUserParams, userInReach } from './user-params.js';

export const eraseAnyUserRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/:applicationId/:id/erase',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Users',
  summary: 'Erase a user for good',
  description:
    'With factors, recovery codes, app passwords, trusted devices, links and resets; their addresses leave history. The audit log keeps that a user was erased, under a keyed hash of the id.',
  params: anyUserParams,
  body: eraseUserSchema,
  bodyExample: { confirm: 'user-42', reason: 'Asked by letter to be forgotten' },
  answers: { 204: { description: 'Erased.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { confirm, reason } }) => {
    const user = userInReach(context, params);
    if (confirm !== params.id) throw invalidField('confirm', 'must be the id of the user that is to be erased');
    await deleteUser(context, { ...user, actor, reason });
    return { status: 204 };
  },
});
