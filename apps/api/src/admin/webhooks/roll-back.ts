import { rollBackSchema } from '@otpost/core/settings/versions/version-schemas';
import { rollBackWebhook } from '@otpost/core/settings/versions/webhook-versions';
import { webhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { webhookOfApplication } from './webhook-of-application.js';

export const rollBackWebhookRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/applications/:application/webhooks/:id/roll-back',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Webhooks of an application',
  summary: 'Go back to an older version of a webhook',
  description: 'As a new version. The secret that signs stays as it is.',
  params: webhookOfApplication,
  body: rollBackSchema,
  bodyExample: { toVersion: 2, version: 5 },
  answers: { 200: { description: 'The webhook as it is now.', schema: webhookViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, params: { application: applicationId, id: webhookId }, body: input }) => ({
    status: 200,
    body: await rollBackWebhook(context, { actor, applicationId, webhookId, input }),
  }),
});
