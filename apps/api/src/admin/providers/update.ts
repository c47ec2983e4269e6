import { providerViewSchema, updateProviderSchema } from '@otpost/core/settings/providers/provider-schemas';
import { updateProvider } from '@otpost/core/settings/providers/update-provider';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { settingParams } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';

export const updateProviderRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'patch',
    path: '/admin/v1/providers/:id',
    role: 'admin',
    reach: 'installation',
    stepUp: true,
    tag: 'Providers',
    summary: 'Change, enable or disable a provider',
    description: 'A config that its kind refuses changes nothing: the one before stays in force.',
    params: settingParams,
    body: updateProviderSchema,
    answers: { 200: { description: 'Changed; live within a second.', schema: providerViewSchema } },
    errors: ['not_found', 'conflict'],
    handle: async ({ context, actor, params, body: input }) => ({
      status: 200,
      body: await updateProvider(context, { actor, kinds, id: params.id, input }),
    }),
  });
