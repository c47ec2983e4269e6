import { z } from 'zod';
import { factorSummarySchema, factorTypeSchema } from '../user/mfa-schemas.js';
import { passkeyCreationOptionsSchema, passkeyRegistrationSchema } from './passkey-schemas.js';

export const factorNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'must be one line of text');

export const totpFields = {
  algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']).optional(),
  digits: z.union([z.literal(6), z.literal(7), z.literal(8)]).optional(),
  period: z.int().min(15).max(60).optional().describe('Seconds.'),
};

const beginFields = z.strictObject({
  type: factorTypeSchema,
  name: factorNameSchema.optional().describe("The user's own name for it; unique among their factors."),
  to: z.string().max(400).optional().describe('Of `email` and `sms`: the address.'),
  replaces: z
    .string()
    .max(60)
    .optional()
    .describe('An active factor, which stays in force until this one is confirmed.'),
  secret: z
    .string()
    .max(400)
    .optional()
    .describe('Takes over an existing `totp` secret (base32, or an otpauth URI); active at once. Needs `users.admin`.'),
  notify: z
    .boolean()
    .optional()
    .describe('Beside `secret`: false tells the user nothing, for an import of many. Default true.'),
  ...totpFields,
});

type BeginFields = z.infer<typeof beginFields>;

function wrongTogether(input: BeginFields): [field: string, message: string] | undefined {
  const isAddress = input.type === 'email' || input.type === 'sms';
  if (isAddress && input.to === undefined) return ['to', `is needed for ${input.type}`];
  if (!isAddress && input.to !== undefined) return ['to', `is for email and sms, not for ${input.type}`];
  if (input.type !== 'totp' && input.secret !== undefined) return ['secret', 'is for totp'];
  if (input.replaces !== undefined && input.secret !== undefined) return ['replaces', 'cannot stand beside secret'];
  const imported = (['notify', 'algorithm', 'digits', 'period'] as const).find((field) => input[field] !== undefined);
  return imported && input.secret === undefined ? [imported, 'belongs to an imported secret'] : undefined;
}

export const beginFactorSchema = beginFields.superRefine((input, context) => {
  const wrong = wrongTogether(input);
  if (wrong) context.addIssue({ code: 'custom', path: [wrong[0]], message: wrong[1] });
});

export type BeginFactorInput = z.infer<typeof beginFactorSchema>;

export const begunFactorSchema = factorSummarySchema.extend({
  expiresAt: z.iso.datetime().nullable().describe('When a pending one is forgotten; null when it is active already.'),
  secret: z.string().optional().describe('Of `totp`: 160 bits in base32. Shown this once.'),
  uri: z.string().optional().describe('Of `totp`: for a link on the same phone.'),
  qr: z
    .strictObject({ svg: z.string(), png: z.string().describe('A data URL.') })
    .optional()
    .describe('Of `totp`: the URI as a picture.'),
  challengeId: z.string().optional().describe('Of `email` and `sms`: the challenge whose code confirms it.'),
  options: passkeyCreationOptionsSchema.describe('Of `passkey`: for `navigator.credentials.create()`.').optional(),
});

export type BegunFactor = z.infer<typeof begunFactorSchema>;

const confirmFields = z.strictObject({
  code: z.string().max(32).optional().describe('What the app shows, or what was sent.'),
  passkey: passkeyRegistrationSchema.describe('What `navigator.credentials.create()` gave, by `toJSON()`.').optional(),
});

export const confirmFactorSchema = confirmFields.superRefine(({ code, passkey }, context) => {
  if (code === undefined && passkey === undefined) {
    context.addIssue({ code: 'custom', path: ['code'], message: 'is needed, or passkey' });
  }
  if (code !== undefined && passkey !== undefined) {
    context.addIssue({ code: 'custom', path: ['passkey'], message: 'cannot stand beside code' });
  }
});

export type ConfirmFactorInput = z.infer<typeof confirmFactorSchema>;

export const recoveryCodesSchema = z
  .array(z.string())
  .describe('A whole new set, which ends the one before. Each works once. They are shown this once.');

export const confirmedFactorSchema = z.strictObject({
  valid: z.boolean().describe('A wrong code is an answer: the factor stays pending.'),
  reason: z.enum(['wrong_code', 'already_used', 'clock_off']).optional(),
  clockOffSeconds: z.int().optional().describe("How far the app's clock is ahead (negative: behind)."),
  factor: factorSummarySchema,
  recoveryCodes: recoveryCodesSchema.optional(),
});

export type ConfirmedFactor = z.infer<typeof confirmedFactorSchema>;

export const renameFactorSchema = z.strictObject({ name: factorNameSchema });

export const factorListSchema = z.strictObject({ factors: z.array(factorSummarySchema) });

export const newRecoveryCodesSchema = z.strictObject({ recoveryCodes: recoveryCodesSchema });

export const checkRecoveryCodeSchema = z.strictObject({ code: z.string().min(1).max(64) });

export const checkedRecoveryCodeSchema = z.strictObject({
  valid: z.boolean(),
  reason: z.enum(['wrong_code', 'already_used']).optional(),
  recoveryCodesLeft: z.int(),
  mustReplace: z.literal(true).optional().describe('A new factor must be set up before anything else.'),
});

export type CheckedRecoveryCode = z.infer<typeof checkedRecoveryCodeSchema>;
