import { listProviderVersions } from '@otpost/core/settings/versions/provider-versions';
import { listVersionsSchema, settingVersionPageSchema } from '@otpost/core/settings/versions/version-schemas';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { settingParams } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';

export const listProviderVersionsRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'get',
    path: '/admin/v1/providers/:id/versions',
    role: 'viewer',
    reach: 'installation',
    tag: 'Providers',
    summary: 'See who changed what of a provider, and when',
    description: 'Also of a deleted one, as long as its versions are kept. Of a secret it says only that it changed.',
    params: settingParams,
    query: listVersionsSchema,
    answers: { 200: { description: 'Newest first.', schema: settingVersionPageSchema } },
    errors: ['not_found'],
    handle: async ({ context, params: { id }, query: input }) => ({
      status: 200,
      body: await listProviderVersions(context, { kinds, id, input }),
    }),
  });
