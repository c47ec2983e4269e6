import { cancelReset } from '@otpost/core/reset/cancel-reset';
import { cancelAdminResetSchema, resetViewSchema } from '@otpost/core/reset/reset-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const cancelAdminResetRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/resets/:id/cancel',
  role: 'support',
  reach: 'applications',
  tag: 'Resets',
  summary: 'Refuse the request of a user, or cancel a mailed link',
  params: settingParams,
  body: cancelAdminResetSchema,
  bodyExample: { reason: 'The user did not ask for it' },
  answers: { 200: { description: 'The reset as it ended.', schema: resetViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => ({
    status: 200,
    body: await cancelReset(context, { resetId: params.id, actor, reason }),
  }),
});
