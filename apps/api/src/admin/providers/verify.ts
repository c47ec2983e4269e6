import { verifiedProviderSchema, verifyProviderSchema } from '@otpost/core/settings/providers/provider-schemas';
import { verifyProvider } from '@otpost/core/settings/providers/verify-provider';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import type { AdminParts } from '../admin-parts.js';

export const verifyProviderRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'post',
    path: '/admin/v1/providers/verify',
    role: 'admin',
    reach: 'installation',
    stepUp: true,
    tag: 'Providers',
    summary: 'Check the connection of a provider before it is saved',
    description:
      'Asks the provider by a call that sends nothing. Saves nothing. What is wrong is told as `invalid_request`.',
    body: verifyProviderSchema,
    bodyExample: {
      channel: 'email',
      kind: 'smtp',
      config: { host: 'smtp.example.com', port: 587, from: 'no-reply@example.com' },
    },
    answers: { 200: { description: 'It would work, as far as can be told.', schema: verifiedProviderSchema } },
    errors: ['not_found'],
    replay: storedAnswer,
    handle: async ({ context, actor, body: input }) => ({
      status: 200,
      body: await verifyProvider(context, { actor, kinds, input }),
    }),
  });
