import { z } from 'zod';
import { externalUserIdSchema } from '../user/user-id.js';

export const pageFlowSchema = z.enum(['set-up', 'challenge', 'manage']);
export type PageFlow = z.infer<typeof pageFlowSchema>;

/** What a user did on a visit, as the application is told. */
export const pageActSchema = z.enum([
  'approved',
  'recovery_code_used',
  'factor_added',
  'factor_renamed',
  'factor_replaced',
  'factor_removed',
  'recovery_codes_made',
  'app_password_made',
  'app_password_revoked',
  'device_trusted',
  'device_revoked',
  'turned_on',
  'turned_off',
  'reset_requested',
]);
export type PageAct = z.infer<typeof pageActSchema>;

export const pageEndSchema = z.enum(['completed', 'canceled']);
export type PageEnd = z.infer<typeof pageEndSchema>;

export const createPageSessionSchema = z.strictObject({
  user: externalUserIdSchema.describe('Your own id of the user.'),
  flow: pageFlowSchema,
  returnUrl: z
    .string()
    .max(2000)
    .describe(
      'Where the user goes afterwards. Its scheme, host and port must be those of an entry of the setting `returnUrls`, and its path that of the entry or below it.',
    ),
  locale: z.string().max(35).optional().describe('BCP 47 language tag. Left out: the language of the user.'),
});

export type CreatePageSessionInput = z.infer<typeof createPageSessionSchema>;

export const pageSessionViewSchema = z.strictObject({
  id: z.string(),
  url: z.string().describe('Send the user there. Holds a secret that works once; a GET of it changes nothing.'),
  expiresAt: z.iso.datetime(),
});

export type PageSessionView = z.infer<typeof pageSessionViewSchema>;

export const pageResultSchema = z.strictObject({
  id: z.string(),
  flow: pageFlowSchema,
  status: z
    .enum(['waiting', 'open', 'completed', 'canceled', 'expired'])
    .describe('`waiting` until the link is followed. Only `completed` of flow `challenge` is a sign-in.'),
  challengeId: z.string().nullable().describe('The challenge that was answered, or is being answered.'),
  approved: z.boolean().describe('Whether the user proved a second factor during this visit.'),
  usedRecoveryCode: z
    .boolean()
    .describe('The user signed in by a recovery code. `mustReplace` of /mfa says whether more is owed.'),
  trustDevice: z
    .boolean()
    .describe(
      'The user asked not to be asked again on this device: `POST /v1/users/:id/trusted-devices` with `challengeId`, within 5 minutes.',
    ),
  acts: z.array(z.strictObject({ act: pageActSchema, at: z.iso.datetime() })),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

export type PageResult = z.infer<typeof pageResultSchema>;
