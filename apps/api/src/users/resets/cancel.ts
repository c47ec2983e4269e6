import { cancelResetOf } from '@otpost/core/reset/cancel-reset';
import { cancelResetSchema, resetViewSchema } from '@otpost/core/reset/reset-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const cancelResetRoute = applicationRoute('users.admin', {
  method: 'post',
  path: '/v1/users/:id/reset/cancel',
  tag: 'Resets',
  summary: 'Refuse the request of a user, or cancel a mailed link',
  params: userParams,
  body: cancelResetSchema,
  bodyExample: { actor: 'admin-17', reason: 'The user did not ask for it' },
  answers: { 200: { description: 'The reset as it ended.', schema: resetViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, authority, params, body: { actor: by, reason } }) => ({
    status: 200,
    body: await cancelResetOf(context, { applicationId, externalId: params.id, actor: authority.actor, by, reason }),
  }),
});
