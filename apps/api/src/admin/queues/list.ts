import { listQueues } from '@otpost/core/queue/list-queues';
import { queueListSchema } from '@otpost/core/queue/queue-schemas';
import { adminRoute } from '../../route/define-route.js';

export const listQueuesRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/queues',
  role: 'viewer',
  reach: 'installation',
  tag: 'Queues',
  summary: 'See what waits in the queue of each channel, and what is paused',
  answers: { 200: { description: 'As it is now.', schema: queueListSchema } },
  errors: [],
  handle: async ({ context }) => ({ status: 200, body: await listQueues(context) }),
});
