import { pause } from '@otpost/core/queue/pauses';
import { queueReasonSchema } from '@otpost/core/queue/queue-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const pauseProviderRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/providers/:id/pause',
  role: 'support',
  reach: 'installation',
  tag: 'Providers',
  summary: 'Hand nothing more to a provider; others carry its messages, or they wait',
  params: settingParams,
  body: queueReasonSchema,
  answers: { 204: { description: 'Live in every process within a second.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => {
    await pause(context, { actor, kind: 'provider', subject: params.id, reason });
    return { status: 204 };
  },
});
