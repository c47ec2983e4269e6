import { listWarnings } from '@otpost/core/warning/list-warnings';
import { warningListSchema } from '@otpost/core/warning/warning-schemas';
import { adminRoute } from '../../route/define-route.js';

export const listWarningsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/warnings',
  role: 'viewer',
  reach: 'applications',
  tag: 'Warnings',
  summary: 'See what stands and should not',
  description: 'Drawn from the settings that hold and from the breakers at each asking, so it ends with its cause.',
  answers: { 200: { description: 'Of what is in reach.', schema: warningListSchema } },
  errors: [],
  handle: async ({ context, reach }) => ({ status: 200, body: { warnings: await listWarnings(context, reach) } }),
});
