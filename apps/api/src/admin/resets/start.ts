import { resetViewSchema, startAdminResetSchema } from '@otpost/core/reset/reset-schemas';
import { startReset } from '@otpost/core/reset/start-reset';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { newResetId } from '../../users/resets/start.js';
import { userInReach } from '../users/user-params.js';

export const startAdminResetRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/resets',
  role: 'support',
  reach: 'applications',
  tag: 'Resets',
  summary: 'Bring back a user who lost every factor',
  description: 'As the policy of the application says: by a mailed link, or at once.',
  body: startAdminResetSchema,
  bodyExample: { application: 'app_...', user: 'user-42', reason: 'Lost phone, called back' },
  answers: { 201: { description: 'The reset as it stands.', schema: resetViewSchema } },
  errors: ['not_found', 'policy_forbids', 'conflict'],
  replay: { ...storedAnswer, newId: newResetId },
  handle: async ({ context, actor, body, workId }) => {
    const { application: applicationId, user: userId, ...input } = body;
    const id = workId ? { id: workId } : {};
    const user = userInReach(context, { applicationId, id: userId });
    const reset = await startReset(context, { ...user, actor, input: { ...input, actor }, ...id });
    return { status: 201, body: reset };
  },
});
