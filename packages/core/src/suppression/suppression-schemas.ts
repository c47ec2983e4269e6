import { z } from 'zod';
import { reasonSchema } from '../audit/reason-schema.js';
import { pageCursorSchema } from '../page-cursor.js';
import { suppressionReasons } from './suppression-reasons.js';

const reason = z.enum(suppressionReasons);

/** By POST, so that no address stands in a URL, which logs and proxies keep. */
export const createSuppressionSchema = z.strictObject({
  applicationId: z.string().max(60),
  channel: z.enum(['email', 'sms']),
  address: z.string().max(400),
  reason,
  note: reasonSchema.optional(),
});

export type CreateSuppressionInput = z.infer<typeof createSuppressionSchema>;

export const endSuppressionSchema = z.strictObject({ reason: reasonSchema });

export type EndSuppressionInput = z.infer<typeof endSuppressionSchema>;

export const listSuppressionsSchema = z.strictObject({
  application: z.string().max(60).optional(),
  channel: z.enum(['email', 'sms']).optional(),
  reason: reason.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: pageCursorSchema.optional(),
});

export type ListSuppressionsInput = z.infer<typeof listSuppressionsSchema>;

export const suppressionViewSchema = z.strictObject({
  id: z.string(),
  applicationId: z.string(),
  channel: z.enum(['email', 'sms']),
  address: z.string().describe('Masked.'),
  reason,
  source: z.enum(['provider', 'admin']),
  provider: z.string().nullable().describe('Id of the provider that said so.'),
  deliveryId: z.string().nullable().describe('The message that it was about.'),
  createdAt: z.iso.datetime(),
});

export type SuppressionView = z.infer<typeof suppressionViewSchema>;

export const suppressionPageSchema = z.strictObject({
  suppressions: z.array(suppressionViewSchema),
  nextCursor: z.string().nullable(),
});

export type SuppressionPage = z.infer<typeof suppressionPageSchema>;
