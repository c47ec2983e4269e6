import { endSuppression } from '@otpost/core/suppression/change-suppressions';
import { endSuppressionSchema } from '@otpost/core/suppression/suppression-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const endSuppressionRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/suppressions/:id/end',
  role: 'support',
  reach: 'applications',
  tag: 'Suppressions',
  summary: 'Send to this address again',
  params: settingParams,
  body: endSuppressionSchema,
  answers: { 204: { description: 'Taken from the list.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: input }) => {
    await endSuppression(context, { actor, id: params.id, input });
    return { status: 204 };
  },
});
