import { drainQueue } from '@otpost/core/queue/drain-queue';
import { drainedSchema, queueParamsSchema, queueReasonSchema } from '@otpost/core/queue/queue-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const drainQueueRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/queues/:channel/drain',
  role: 'admin',
  reach: 'installation',
  stepUp: true,
  tag: 'Queues',
  summary: 'Send nothing of what waits for a channel now',
  description: 'Each of them fails by the reason `drained`, and goes by its fallback where there is one.',
  params: queueParamsSchema,
  body: queueReasonSchema,
  answers: { 200: { description: 'How many that were.', schema: drainedSchema } },
  errors: [],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => ({
    status: 200,
    body: { drained: await drainQueue(context, { actor, channel: params.channel, reason }) },
  }),
});
