import { getProvider } from '@otpost/core/settings/providers/get-provider';
import { healthyProviderViewSchema } from '@otpost/core/settings/providers/provider-schemas';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { settingParams } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';

export const getProviderRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'get',
    path: '/admin/v1/providers/:id',
    role: 'viewer',
    reach: 'installation',
    tag: 'Providers',
    summary: 'Read a provider',
    params: settingParams,
    answers: { 200: { description: 'Secrets masked.', schema: healthyProviderViewSchema } },
    errors: ['not_found'],
    handle: async ({ context, params }) => ({
      status: 200,
      body: await getProvider(context, { kinds, id: params.id }),
    }),
  });
