import { alertListSchema, listAlertsSchema } from '@otpost/core/alert/alert-schemas';
import { listAlerts } from '@otpost/core/alert/list-alerts';
import { adminRoute } from '../../route/define-route.js';

export const listAlertsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/alerts',
  role: 'viewer',
  reach: 'installation',
  tag: 'Alerts',
  summary: 'See what is wrong, and what was',
  description: 'One for a kind and subject, however many messages met it. It closes by itself.',
  query: listAlertsSchema,
  answers: { 200: { description: 'The newest news first.', schema: alertListSchema } },
  errors: [],
  handle: async ({ context, query }) => ({ status: 200, body: { alerts: await listAlerts(context, query) } }),
});
