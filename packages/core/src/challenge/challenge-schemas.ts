import { z } from 'zod';

const localeTag = z.string().max(35).describe('BCP 47 language tag. An unknown one falls back and is never an error.');

export const bindingSchema = z
  .strictObject({
    amount: z.string().min(1).max(40),
    payee: z.string().min(1).max(80),
  })
  .describe(
    'The transaction that the code stands for: in the message, in the digest, and to be repeated by the check.',
  );

const flatMap = (longestValue: number) =>
  z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be letters, digits and _'),
      z.string().max(longestValue),
    )
    .refine((map) => Object.keys(map).length <= 20, 'takes at most 20 entries');

export const createChallengeSchema = z.strictObject({
  channel: z.enum(['email', 'sms']),
  to: z.string().max(400).describe('One email address, or one phone number in international form.'),
  purpose: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -')
    .default('sign-in'),
  session: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe('A second create with the same value joins the pending challenge; another value cancels it.'),
  locale: localeTag.optional(),
  template: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -')
    .optional(),
  variables: flatMap(100).optional().describe('Values for the placeholders of your own template.'),
  ip: z
    .union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address')
    .optional()
    .describe("The end user's address; limits are counted by it."),
  binding: bindingSchema.optional(),
  metadata: flatMap(500).optional().describe('Kept sealed with the challenge, for you.'),
});

export type CreateChallengeInput = z.infer<typeof createChallengeSchema>;

export const checkChallengeSchema = z.strictObject({
  code: z.string().max(32),
  binding: bindingSchema.optional(),
});

export type CheckChallengeInput = z.infer<typeof checkChallengeSchema>;

const challengeStatusSchema = z.enum([
  'pending',
  'approved',
  'canceled',
  'expired',
  'max_checks_reached',
  'undeliverable',
]);

export const deliveryStatusSchema = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'expired',
  'canceled',
  'unknown',
]);

const time = z.iso.datetime();

export const challengeViewSchema = z.strictObject({
  id: z.string(),
  status: challengeStatusSchema,
  channel: z.enum(['email', 'sms', 'totp', 'passkey', 'any']),
  purpose: z.string(),
  to: z.string().nullable().describe('Masked; null where nothing is sent.'),
  expiresAt: time,
  checksLeft: z.int(),
  resendAt: time.nullable().describe('When a resend is next allowed; null after the end, and where nothing is sent.'),
  delivery: z.strictObject({ id: z.string(), status: deliveryStatusSchema }).nullable(),
  binding: bindingSchema.optional(),
});

export type ChallengeView = z.infer<typeof challengeViewSchema>;

export const attemptViewSchema = z.strictObject({
  number: z.int(),
  provider: z.string().nullable().describe('Id of the provider; null when the worker died before it said.'),
  outcome: z.enum(['accepted', 'retry', 'failover', 'permanent', 'config', 'ambiguous']).nullable(),
  detail: z.string().nullable(),
  providerCode: z.string().nullable(),
  providerMessageId: z.string().nullable(),
  openedAt: time,
  closedAt: time.nullable(),
});

export const sendViewSchema = z.strictObject({
  number: z.int(),
  deliveryId: z.string(),
  status: deliveryStatusSchema,
  reason: z.string().nullable(),
  createdAt: time,
  sentAt: time.nullable(),
  attempts: z.array(attemptViewSchema),
});

export const challengeDetailSchema = challengeViewSchema.extend({
  reason: z.string().nullable().describe('Why it ended, where there is more to say than the status.'),
  createdAt: time,
  endedAt: time.nullable(),
  metadata: z.record(z.string(), z.string()).optional(),
  sends: z.array(sendViewSchema),
});

export type ChallengeDetail = z.infer<typeof challengeDetailSchema>;

export const checkViewSchema = z.strictObject({
  status: challengeStatusSchema,
  valid: z.boolean(),
  checksLeft: z.int(),
  reason: z.enum(['wrong_code']).optional(),
  binding: bindingSchema.optional(),
});

export type CheckView = z.infer<typeof checkViewSchema>;
