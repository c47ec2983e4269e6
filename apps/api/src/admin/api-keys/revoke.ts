import { revokeApiKey } from '@otpost/core/settings/api-keys/revoke-api-key';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const revokeApiKeyRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/applications/:id/keys/:keyId',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'API keys',
  summary: 'Revoke an API key',
  params: settingParams.extend({ keyId: settingParams.shape.id }),
  answers: { 204: { description: 'Refused everywhere within a second.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params }) => {
    await revokeApiKey(context, { actor, applicationId: params.id, id: params.keyId });
    return { status: 204 };
  },
});
