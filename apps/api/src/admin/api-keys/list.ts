import { apiKeyListSchema } from '@otpost/core/settings/api-keys/api-key-schemas';
import { listApiKeys } from '@otpost/core/settings/api-keys/list-api-keys';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const listApiKeysRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/applications/:id/keys',
  role: 'viewer',
  reach: 'applications',
  tag: 'API keys',
  summary: 'List the API keys of an application',
  params: settingParams,
  answers: { 200: { description: 'Without their secrets; revoked ones too.', schema: apiKeyListSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({
    status: 200,
    body: { keys: await listApiKeys(context, { applicationId: params.id }) },
  }),
});
