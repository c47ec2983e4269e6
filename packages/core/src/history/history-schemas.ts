import { z } from 'zod';
import { attemptViewSchema, deliveryStatusSchema } from '../challenge/challenge-schemas.js';

const longestPage = 200;
const id = z.string().max(60);

export const listDeliveriesSchema = z.strictObject({
  channel: z.enum(['email', 'sms']).optional(),
  status: deliveryStatusSchema.optional(),
  kind: z.enum(['code', 'notice', 'test']).optional(),
  provider: id.optional().describe('Id of the provider that was asked last.'),
  to: z.string().max(400).optional().describe('A whole address. Found until addresses are dropped from history.'),
  challenge: id.optional(),
  from: z.iso.datetime({ offset: true }).optional().describe('Created at this time or later.'),
  until: z.iso.datetime({ offset: true }).optional().describe('Created before this time.'),
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export const listAllDeliveriesSchema = listDeliveriesSchema.extend({ application: id.optional() });

export type ListDeliveriesInput = z.infer<typeof listAllDeliveriesSchema>;

export const deliveryViewSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['code', 'notice', 'test']),
  challengeId: z.string().nullable().describe('Null for notices and tests.'),
  send: z.int(),
  applicationId: z.string().nullable().describe('Null for a test by an admin.'),
  channel: z.enum(['email', 'sms']),
  to: z.string().describe('Masked.'),
  country: z.string().nullable(),
  status: deliveryStatusSchema,
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  attempts: z.array(attemptViewSchema),
});

export type DeliveryView = z.infer<typeof deliveryViewSchema>;

export const deliveryPageSchema = z.strictObject({
  deliveries: z.array(deliveryViewSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type DeliveryPage = z.infer<typeof deliveryPageSchema>;
