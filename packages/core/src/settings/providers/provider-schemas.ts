import { z } from 'zod';
import { settingNameSchema, settingVersionSchema } from '../setting-name.js';
import { rollBackSchema } from '../versions/version-schemas.js';
import { providerHealthSchema } from './provider-health.js';

const channelSchema = z.enum(['email', 'sms']);
const prioritySchema = z.int().min(0).max(1_000_000).describe('Lower is asked first.');
const weightSchema = z.int().min(1).max(1000).describe('Share of the traffic among providers of one priority.');
const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

const countriesSchema = z
  .array(z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as DE'))
  .max(300)
  .refine(unique, 'must not repeat a country')
  .describe('SMS only. Empty: every country.');

const applicationsSchema = z
  .array(z.string().max(60))
  .max(500)
  .refine(unique, 'must not repeat an application')
  .describe('Ids of the applications it serves. Empty: every application.');

const configSchema = z.record(z.string().max(60), z.unknown());

const unverifiedSchema = z.boolean().optional();

const whenNew = 'False: the provider is asked first whether the config works, and refused when it does not.';
const whenChanged =
  'True: a new config is saved without asking the provider whether it works, as for one that is away for a moment.';

export const createProviderSchema = z.strictObject({
  channel: channelSchema,
  kind: z.string().max(60).describe('One of GET /admin/v1/provider-kinds.'),
  name: settingNameSchema,
  config: configSchema.describe('As the form fields of the kind say. Secrets are never shown again.'),
  priority: prioritySchema.optional().describe('Without it the provider goes behind all others of its channel.'),
  weight: weightSchema.default(1),
  countries: countriesSchema.default([]),
  applications: applicationsSchema.default([]),
  enabled: z.boolean().default(true),
  unverified: unverifiedSchema.describe(whenNew),
});

export type CreateProviderInput = z.infer<typeof createProviderSchema>;

export const updateProviderSchema = z.strictObject({
  version: settingVersionSchema,
  name: settingNameSchema.optional(),
  config: configSchema
    .optional()
    .describe('Only what changes: a field that is left out stays, secrets too, and null takes it away.'),
  priority: prioritySchema.optional(),
  weight: weightSchema.optional(),
  countries: countriesSchema.optional(),
  applications: applicationsSchema.optional(),
  enabled: z.boolean().optional(),
  unverified: unverifiedSchema.describe(whenChanged),
});

export type UpdateProviderInput = z.infer<typeof updateProviderSchema>;

export const rollBackProviderSchema = rollBackSchema.extend({ unverified: unverifiedSchema.describe(whenChanged) });

export type RollBackProviderInput = z.infer<typeof rollBackProviderSchema>;

export const verifyProviderSchema = z.strictObject({
  channel: channelSchema,
  kind: z.string().max(60),
  config: configSchema,
  id: z.string().max(60).optional().describe('A provider of this kind: what is left out is taken from its config.'),
});

export type VerifyProviderInput = z.infer<typeof verifyProviderSchema>;

export const verifiedProviderSchema = z.strictObject({
  verified: z.boolean().describe('False when the kind can tell by a test message only.'),
});

export type VerifiedProvider = z.infer<typeof verifiedProviderSchema>;

export const orderProvidersSchema = z.strictObject({
  channel: channelSchema,
  ids: z
    .array(z.string().max(60))
    .min(1)
    .max(500)
    .refine(unique, 'must not repeat a provider')
    .describe('Every provider of the channel, the first one to be asked first.'),
});

export type OrderProvidersInput = z.infer<typeof orderProvidersSchema>;

const providerFields = {
  id: z.string(),
  version: z.int(),
  channel: channelSchema,
  kind: z.string(),
  name: z.string(),
  config: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Secrets masked. Null when it cannot be read, see `problem`.'),
  problem: z.string().nullable().describe('Why the provider cannot be used; null when it can.'),
  priority: z.int(),
  weight: z.int(),
  countries: z.array(z.string()),
  applications: z.array(z.string()),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

/** A provider as it was just written. */
export const providerViewSchema = z.strictObject(providerFields);

export type ProviderView = z.infer<typeof providerViewSchema>;

/** A provider as it is, and how it does. */
export const healthyProviderViewSchema = z.strictObject({ ...providerFields, health: providerHealthSchema });

export type HealthyProviderView = z.infer<typeof healthyProviderViewSchema>;

export const providerListSchema = z.strictObject({ providers: z.array(healthyProviderViewSchema) });
