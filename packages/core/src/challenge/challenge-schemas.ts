import { z } from 'zod';
import { passkeyFaultNames } from '../factor/passkey-faults.js';
import { passkeyAssertionSchema, passkeyRequestOptionsSchema } from '../factor/passkey-schemas.js';
import type { Channel } from '../records.js';
import { externalUserIdSchema } from '../user/user-id.js';

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

export const challengeChannelSchema = z.enum(['email', 'sms', 'totp', 'passkey', 'any']);
const messageChannelSchema = z.enum(['email', 'sms']);
const addressText = z.string().max(400);
const factorIdSchema = z.string().min(1).max(60);

const createFields = z.strictObject({
  channel: challengeChannelSchema,
  to: z
    .union([addressText, z.looseObject({ email: addressText.optional(), sms: addressText.optional() })])
    .optional()
    .describe(
      'One email address, or one phone number in international form; with `fallback` one for each channel, `{"email", "sms"}`; or give `user`.',
    ),
  fallback: z
    .array(messageChannelSchema)
    .min(1)
    .max(1)
    .optional()
    .describe(
      'The channel to use, with the same code, when the first cannot deliver, or when no receipt comes within 30 seconds from a provider that gives receipts.',
    ),
  user: externalUserIdSchema.optional().describe('Your id of the user, whose own factors answer.'),
  factor: factorIdSchema
    .optional()
    .describe("The user's factor that is to answer; left out: the first in the user's order, or any of the channel."),
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

type CreateFields = z.infer<typeof createFields>;

/** Addresses and channels belong together: one text for one channel, or one for each. */
function wrongTo(
  channel: Channel,
  to: NonNullable<CreateFields['to']>,
  fallback: CreateFields['fallback'],
): string | undefined {
  if (typeof to === 'string') return fallback ? 'must hold an address for each channel: {"email", "sms"}' : undefined;
  if (!fallback) return 'must be one address; one for each channel is for a fallback';
  if (Object.keys(to).some((key) => key !== 'email' && key !== 'sms')) return 'must hold nothing but email and sms';
  const missing = [channel, ...fallback].find((each) => to[each] === undefined);
  return missing && `must hold an address for ${missing}`;
}

/** What is wrong with the fields together: the field, and the words. */
function wrongTogether({
  channel,
  to,
  user,
  factor,
  purpose,
  fallback,
}: CreateFields): [field: string, message: string] | undefined {
  const isSent = channel === 'email' || channel === 'sms';
  if (fallback && !isSent) return ['fallback', `is for email and sms, not for ${channel}`];
  if (fallback?.some((other) => other === channel)) return ['fallback', 'must be another channel than the first'];
  if (user !== undefined) return to === undefined ? undefined : ['to', 'cannot stand beside user'];
  if (!isSent)
    return to === undefined ? ['user', `is needed for ${channel}`] : ['to', `is for email and sms, not for ${channel}`];
  if (to === undefined) return ['to', 'is needed, or user'];
  const wrong = wrongTo(channel, to, fallback);
  if (wrong) return ['to', wrong];
  if (factor !== undefined) return ['factor', 'needs user'];
  return purpose === 'proof' ? ['purpose', 'proof needs user: an address alone proves nothing about one'] : undefined;
}

export const createChallengeSchema = createFields.superRefine((input, context) => {
  const wrong = wrongTogether(input);
  if (wrong) context.addIssue({ code: 'custom', path: [wrong[0]], message: wrong[1] });
});

type Shared = Omit<CreateFields, 'channel' | 'to' | 'user' | 'factor'>;

/** A challenge by address alone. */
export type CreateChallengeInput = Shared & { readonly channel: Channel; readonly to: NonNullable<CreateFields['to']> };
/** A challenge of a user. */
export type UserChallengeInput = Shared & Pick<CreateFields, 'channel' | 'factor'> & { readonly user: string };

export const checkChallengeFields = z.strictObject({
  code: z
    .string()
    .max(32)
    .optional()
    .describe('What was sent or what the app shows; of a user, a recovery code does as well.'),
  passkey: passkeyAssertionSchema.describe('What `navigator.credentials.get()` gave, by `toJSON()`.').optional(),
  factor: factorIdSchema.optional().describe('For `any`: the factor that answers, one of `available`.'),
  binding: bindingSchema.optional(),
});

type CheckFields = z.infer<typeof checkChallengeFields>;

/** A code or a passkey. */
export function refineAnswer({ code, passkey }: CheckFields, context: z.RefinementCtx): void {
  if (code === undefined && passkey === undefined) {
    context.addIssue({ code: 'custom', path: ['code'], message: 'is needed, or passkey' });
  }
  if (code !== undefined && passkey !== undefined) {
    context.addIssue({ code: 'custom', path: ['passkey'], message: 'cannot stand beside code' });
  }
}

export const checkChallengeSchema = checkChallengeFields.superRefine(refineAnswer);

/** A body may be left out. */
export const resendChallengeSchema = z
  .strictObject({ factor: factorIdSchema.optional().describe('For `any`: the email or sms factor to send a code to.') })
  .optional();

export type CheckChallengeInput = z.infer<typeof checkChallengeSchema>;

export const challengeStatusSchema = z.enum([
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

export const availableFactorSchema = z.strictObject({
  factor: z.string(),
  type: z.enum(['totp', 'passkey', 'email', 'sms']),
  name: z.string(),
});

export type AvailableFactor = z.infer<typeof availableFactorSchema>;

export const challengeViewSchema = z.strictObject({
  id: z.string(),
  status: challengeStatusSchema,
  channel: challengeChannelSchema,
  purpose: z.string(),
  to: z.string().nullable().describe('Masked; null where nothing is sent.'),
  expiresAt: time,
  checksLeft: z.int().describe('After the end: as the last check told.'),
  resendAt: time.nullable().describe('When a resend is next allowed; null after the end, and where nothing is sent.'),
  delivery: z.strictObject({ id: z.string(), status: deliveryStatusSchema }).nullable(),
  options: passkeyRequestOptionsSchema
    .describe('For `navigator.credentials.get()`, while a passkey may answer.')
    .optional(),
  available: z
    .array(availableFactorSchema)
    .optional()
    .describe("Of `any`: the factors that may answer, in the user's order."),
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
  channel: challengeChannelSchema.describe('Another than that of the challenge after a fallback.'),
  to: z.string().describe('Masked.'),
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
  reason: z
    .enum(['wrong_code', 'already_used', 'clock_off'])
    .optional()
    .describe('`already_used` is no guess and used up no check; `clock_off` was right at another time.'),
  passkeyFault: z.enum(passkeyFaultNames).optional().describe('Which step of WebAuthn refused the passkey.'),
  clockOffSeconds: z.int().optional().describe('How far the clock of the app is ahead; negative: behind.'),
  factor: z.string().optional().describe('The factor that answered.'),
  usedRecoveryCode: z.literal(true).optional(),
  recoveryCodesLeft: z.int().optional().describe('After a recovery code: how many are left. Warn at 2.'),
  mustReplace: z.literal(true).optional().describe('The user must set up a new factor before anything else.'),
  binding: bindingSchema.optional(),
});

export type CheckView = z.infer<typeof checkViewSchema>;
