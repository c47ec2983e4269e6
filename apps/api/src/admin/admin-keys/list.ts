import { apiKeyListSchema } from '@otpost/core/settings/api-keys/api-key-schemas';
import { listApiKeys } from '@otpost/core/settings/api-keys/list-api-keys';
import { adminRoute } from '../../route/define-route.js';

export const listAdminKeysRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/keys',
  role: 'owner',
  reach: 'installation',
  tag: 'Admin keys',
  summary: 'List the admin keys',
  answers: { 200: { description: 'Without their secrets; revoked ones too.', schema: apiKeyListSchema } },
  errors: [],
  handle: async ({ context }) => ({ status: 200, body: { keys: await listApiKeys(context, { applicationId: null }) } }),
});
