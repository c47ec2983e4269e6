import { adminReasonSchema } from '@otpost/core/user/admin-user-schemas';
import { disableUser } from '@otpost/core/user/disable-user';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { authorityOfAdmin } from './authority-of-admin.js';
import { anyUserParams, userInReach } from './user-params.js';

export const disableAnyUserRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/:applicationId/:id/disable',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Users',
  summary: 'Take every factor of a user away at once',
  description: 'With all recovery codes and trusted devices; app passwords stay. The user is told.',
  params: anyUserParams,
  body: adminReasonSchema,
  bodyExample: { reason: 'Lost phone, seen in person' },
  answers: { 204: { description: 'The user has no factor.' } },
  errors: ['not_found', 'policy_forbids'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: input }) => {
    await disableUser(context, { ...userInReach(context, params), authority: authorityOfAdmin(actor), input });
    return { status: 204 };
  },
});
