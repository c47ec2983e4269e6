import { createSuppression } from '@otpost/core/suppression/change-suppressions';
import { createSuppressionSchema, suppressionViewSchema } from '@otpost/core/suppression/suppression-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const createSuppressionRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/suppressions',
  role: 'support',
  reach: 'applications',
  tag: 'Suppressions',
  summary: 'Send nothing more to an address of an application',
  body: createSuppressionSchema,
  answers: { 201: { description: 'On the list.', schema: suppressionViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, body: input }) => ({
    status: 201,
    body: await createSuppression(context, { actor, input }),
  }),
});
