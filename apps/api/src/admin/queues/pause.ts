import { pause } from '@otpost/core/queue/pauses';
import { queueParamsSchema, queueReasonSchema } from '@otpost/core/queue/queue-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const pauseQueueRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/queues/:channel/pause',
  role: 'support',
  reach: 'installation',
  tag: 'Queues',
  summary: 'Take nothing more from the queue of a channel; what waits stays',
  params: queueParamsSchema,
  body: queueReasonSchema,
  answers: { 204: { description: 'Live in every process within a second.' } },
  errors: [],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => {
    await pause(context, { actor, kind: 'channel', subject: params.channel, reason });
    return { status: 204 };
  },
});
