import { z } from 'zod';
import type { ApiKeyRecord } from '../../records.js';

const scopeSchema = z.enum(['challenges', 'users', 'users.admin']);

export const createApiKeySchema = z.strictObject({
  scopes: z
    .array(scopeSchema)
    .min(1)
    .max(3)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'must not repeat a scope')
    .default(['challenges']),
});

export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;

export const apiKeyViewSchema = z.strictObject({
  id: z.string().describe('The part of the key after `otp_live_` or `otp_admin_`.'),
  scopes: z.array(scopeSchema),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;

export const newApiKeyViewSchema = apiKeyViewSchema.extend({
  key: z.string().describe('The whole key. It is shown this once.'),
});

export type NewApiKeyView = z.infer<typeof newApiKeyViewSchema>;

export const apiKeyListSchema = z.strictObject({ keys: z.array(apiKeyViewSchema) });

/** An admin key has no scopes. */
export const newAdminKeySchema = z.strictObject({
  id: apiKeyViewSchema.shape.id,
  key: newApiKeyViewSchema.shape.key,
});

/** Holds nothing of the secret. */
export function apiKeyView(record: ApiKeyRecord): ApiKeyView {
  return {
    id: record.id,
    scopes: [...record.scopes],
    createdAt: new Date(record.createdAt).toISOString(),
    revokedAt: record.revokedAt === null ? null : new Date(record.revokedAt).toISOString(),
  };
}
