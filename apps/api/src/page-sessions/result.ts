import { getPageResult } from '@otpost/core/page-session/get-page-result';
import { pageResultSchema } from '@otpost/core/page-session/page-session-schemas';
import { z } from 'zod';
import { applicationRoute } from '../route/define-route.js';

export const pageResultRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/page-sessions/:id/result',
  tag: 'Page sessions',
  summary: 'What happened on a hosted page',
  description: 'For the application that made it, until 15 minutes after its time.',
  params: z.strictObject({ id: z.string().max(100).describe('Id of the page session.') }),
  answers: { 200: { description: 'So far, or for good when `endedAt` is set.', schema: pageResultSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getPageResult(context, applicationId, params.id),
  }),
});
