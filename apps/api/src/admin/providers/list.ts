import { listProviders } from '@otpost/core/settings/providers/list-providers';
import { providerListSchema } from '@otpost/core/settings/providers/provider-schemas';
import { z } from 'zod';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import type { AdminParts } from '../admin-parts.js';

export const listProvidersRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'get',
    path: '/admin/v1/providers',
    role: 'viewer',
    reach: 'installation',
    tag: 'Providers',
    summary: 'List providers, in the order in which they are asked',
    query: z.strictObject({ channel: z.enum(['email', 'sms']).optional() }),
    answers: { 200: { description: 'Secrets masked.', schema: providerListSchema } },
    errors: [],
    handle: async ({ context, query: { channel } }) => ({
      status: 200,
      body: { providers: await listProviders(context, { kinds, ...(channel ? { channel } : {}) }) },
    }),
  });
