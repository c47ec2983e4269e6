import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { createProviderSchema, providerViewSchema } from '@otpost/core/settings/providers/provider-schemas';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import type { AdminParts } from '../admin-parts.js';
import { createdAnswer } from '../created-answer.js';

export const createProviderRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'post',
    path: '/admin/v1/providers',
    role: 'admin',
    reach: 'installation',
    stepUp: true,
    tag: 'Providers',
    summary: 'Connect a provider',
    description: 'Its config is checked by its kind. Secrets are sealed and never shown again.',
    body: createProviderSchema,
    answers: { 201: { description: 'Connected; in use within a second.', schema: providerViewSchema } },
    errors: [],
    replay: createdAnswer('prv'),
    handle: async ({ context, actor, body: input, workId }) => ({
      status: 201,
      body: await createProvider(context, { actor, kinds, input, ...(workId ? { id: workId } : {}) }),
    }),
  });
