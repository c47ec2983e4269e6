import { sendTest, sendTestSchema, sentTestSchema } from '@otpost/core/delivery/send-test';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const sendTestRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/providers/:id/test',
  role: 'admin',
  reach: 'installation',
  tag: 'Providers',
  summary: 'Send a test message by this provider',
  description: 'It goes the same way as every other message, also while the provider is disabled.',
  params: settingParams,
  body: sendTestSchema,
  answers: { 202: { description: 'The test is on its way.', schema: sentTestSchema } },
  errors: ['not_found', 'number_type_refused', 'rate_limited'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: input }) => ({
    status: 202,
    body: await sendTest(context, { actor, providerId: params.id, input }),
  }),
});
