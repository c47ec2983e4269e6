import { revokeApiKey } from '@otpost/core/settings/api-keys/revoke-api-key';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const revokeAdminKeyRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/keys/:id',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admin keys',
  summary: 'Revoke an admin key',
  description: 'Also the one that asks. Without any, `./otpost admin key create` makes a new one.',
  params: settingParams,
  answers: { 204: { description: 'Refused everywhere within a second.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params }) => {
    await revokeApiKey(context, { actor, applicationId: null, id: params.id });
    return { status: 204 };
  },
});
