import { dismissSchema } from '@otpost/core/dead-letter/dead-letter-schemas';
import { dismissDeadLetter } from '@otpost/core/dead-letter/send-dead-letter';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const dismissDeadLetterRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/dead-letters/:id',
  role: 'support',
  reach: 'applications',
  tag: 'Queues',
  summary: 'Dismiss it: nobody need look at it any more',
  params: settingParams,
  body: dismissSchema,
  answers: { 204: { description: 'Gone from the list. Its delivery stays in the history.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params, body }) => {
    await dismissDeadLetter(context, { actor, id: params.id, reason: body?.reason ?? null });
    return { status: 204 };
  },
});
