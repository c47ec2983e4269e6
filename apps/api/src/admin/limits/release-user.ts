import { releaseAnyUserSchema, releaseUser } from '@otpost/core/user/release-user';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { userInReach } from '../users/user-params.js';

export const releaseAnyUserRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/limits/release-user',
  role: 'support',
  reach: 'applications',
  tag: 'Limits',
  summary: 'Forget the failed checks of a user',
  body: releaseAnyUserSchema,
  bodyExample: { applicationId: 'app_...', user: 'user-42', reason: 'Ticket 4711' },
  answers: { 204: { description: 'The next answer is looked at.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, body: { applicationId, user: id, reason, addresses } }) => {
    const user = userInReach(context, { applicationId, id });
    await releaseUser(context, { ...user, authority: { actor }, input: { reason }, addresses });
    return { status: 204 };
  },
});
