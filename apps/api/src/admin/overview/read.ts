import { overviewSchema, readOverviewSchema } from '@otpost/core/overview/overview-schemas';
import { readOverview } from '@otpost/core/overview/read-overview';
import { adminRoute } from '../../route/define-route.js';

export const readOverviewRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/overview',
  role: 'viewer',
  reach: 'applications',
  tag: 'Overview',
  summary:
    'Codes a minute, conversion and time to deliver, over time and by provider, channel, country and application',
  description: 'Counted from history, a few seconds behind it. By when challenges and deliveries were created.',
  query: readOverviewSchema,
  answers: { 200: { description: 'The figures of the span.', schema: overviewSchema } },
  errors: ['not_found'],
  handle: async ({ context, reach, query: input }) => ({
    status: 200,
    body: await readOverview(context, { reach, input }),
  }),
});
