import { providerViewSchema, rollBackProviderSchema } from '@otpost/core/settings/providers/provider-schemas';
import { rollBackProvider } from '@otpost/core/settings/versions/provider-versions';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { settingParams } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';

export const rollBackProviderRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'post',
    path: '/admin/v1/providers/:id/roll-back',
    role: 'admin',
    reach: 'installation',
    stepUp: true,
    tag: 'Providers',
    summary: 'Go back to an older version of a provider',
    description: 'As a new version, secrets too, and as strict as any change. A deleted provider comes back.',
    params: settingParams,
    body: rollBackProviderSchema,
    bodyExample: { toVersion: 2, version: 5 },
    answers: { 200: { description: 'The provider as it is now.', schema: providerViewSchema } },
    errors: ['not_found', 'conflict'],
    replay: storedAnswer,
    handle: async ({ context, actor, params: { id }, body: input }) => ({
      status: 200,
      body: await rollBackProvider(context, { actor, kinds, id, input }),
    }),
  });
