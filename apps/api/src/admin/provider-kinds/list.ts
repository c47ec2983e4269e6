import { z } from 'zod';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import type { AdminParts } from '../admin-parts.js';

const plain = z.union([z.string(), z.number(), z.boolean()]);

const formFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.string().describe('`secret` fields, and the values of `pairs`, are write-only.'),
  required: z.boolean(),
  help: z.string(),
  placeholder: z.string().optional(),
  defaultValue: plain.optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  showWhen: z.object({ field: z.string(), equals: plain }).optional(),
});

const providerKindSchema = z.object({
  kind: z.string(),
  name: z.string(),
  description: z.string(),
  channels: z.array(z.enum(['email', 'sms'])),
  formFields: z.array(formFieldSchema).describe('A settings form draws itself from these.'),
});

export const listProviderKindsRoute = ({ kinds }: AdminParts): Route =>
  adminRoute({
    method: 'get',
    path: '/admin/v1/provider-kinds',
    role: 'viewer',
    reach: 'applications',
    tag: 'Providers',
    summary: 'List the kinds of provider that can be connected',
    answers: {
      200: { description: 'With their settings.', schema: z.object({ kinds: z.array(providerKindSchema) }) },
    },
    errors: [],
    handle: async () => ({ status: 200, body: { kinds: kinds.list().map(({ metadata }) => metadata) } }),
  });
