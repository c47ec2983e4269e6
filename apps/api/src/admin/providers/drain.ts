import { drainProvider } from '@otpost/core/queue/drain-provider';
import { drainedSchema, queueReasonSchema } from '@otpost/core/queue/queue-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const drainProviderRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/providers/:id/drain',
  role: 'admin',
  reach: 'installation',
  stepUp: true,
  tag: 'Providers',
  summary: 'Send nothing of what waits for a provider now',
  description:
    'What no other provider may carry that is not paused. Each of them fails by the reason `drained`, and goes by its fallback where there is one.',
  params: settingParams,
  body: queueReasonSchema,
  answers: { 200: { description: 'How many that were.', schema: drainedSchema } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => ({
    status: 200,
    body: { drained: await drainProvider(context, { actor, providerId: params.id, reason }) },
  }),
});
