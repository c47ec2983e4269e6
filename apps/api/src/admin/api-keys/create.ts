import { createApiKeySchema, newApiKeyViewSchema } from '@otpost/core/settings/api-keys/api-key-schemas';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { secretAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const createApiKeyRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/applications/:id/keys',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'API keys',
  summary: 'Make an API key',
  description: 'It is shown in this answer and never again. An application has at most two active keys.',
  params: settingParams,
  body: createApiKeySchema,
  answers: { 201: { description: 'The key; valid within a second.', schema: newApiKeyViewSchema } },
  errors: ['not_found', 'conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, actor, params, body: input }) => ({
    status: 201,
    body: await createApiKey(context, { actor, applicationId: params.id, input }),
  }),
});
