import { orderProviders } from '@otpost/core/settings/providers/order-providers';
import { orderProvidersSchema, providerListSchema } from '@otpost/core/settings/providers/provider-schemas';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import type { AdminParts } from '../admin-parts.js';

export const orderProvidersRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'put',
    path: '/admin/v1/providers/order',
    role: 'admin',
    reach: 'installation',
    tag: 'Providers',
    summary: 'Put the providers of a channel in order',
    body: orderProvidersSchema,
    answers: { 200: { description: 'The providers in their new order.', schema: providerListSchema } },
    errors: ['not_found', 'conflict'],
    handle: async ({ context, actor, body: input }) => ({
      status: 200,
      body: { providers: await orderProviders(context, { actor, kinds, input }) },
    }),
  });
