import { deadLetterPageSchema, listDeadLettersSchema } from '@otpost/core/dead-letter/dead-letter-schemas';
import { listDeadLetters } from '@otpost/core/dead-letter/list-dead-letters';
import { adminRoute } from '../../route/define-route.js';

export const listDeadLettersRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/dead-letters',
  role: 'viewer',
  reach: 'applications',
  tag: 'Queues',
  summary: 'List what failed for good and can be sent again, newest first',
  query: listDeadLettersSchema,
  answers: { 200: { description: 'One page.', schema: deadLetterPageSchema } },
  errors: [],
  handle: async ({ context, query }) => ({ status: 200, body: await listDeadLetters(context, query) }),
});
