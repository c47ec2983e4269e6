import { deleteProvider } from '@otpost/core/settings/providers/delete-provider';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const deleteProviderRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/providers/:id',
  role: 'admin',
  reach: 'installation',
  stepUp: true,
  tag: 'Providers',
  summary: 'Disconnect a provider',
  params: settingParams,
  answers: { 204: { description: 'Gone, with its secrets.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params }) => {
    await deleteProvider(context, { actor, id: params.id });
    return { status: 204 };
  },
});
