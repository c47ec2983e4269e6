import { z } from 'zod';
import { appPasswordViewSchema } from '../app-password/app-password-schemas.js';
import { reasonSchema } from '../audit/reason-schema.js';
import { challengeStatusSchema } from '../challenge/challenge-schemas.js';
import { failedChecksViewSchema } from '../limits/failed-checks-view.js';
import { addressLimitsViewSchema } from '../limits/limit-schemas.js';
import { resetViewSchema } from '../reset/reset-schemas.js';
import { trustedDeviceViewSchema } from '../trusted-device/trusted-device-schemas.js';
import { factorSummarySchema, mfaViewSchema } from './mfa-schemas.js';
import { userPageSchema, userViewSchema } from './user-schemas.js';

export const adminUserViewSchema = userViewSchema.extend({
  applicationId: z.string(),
  recordId: z.string().describe('Names the user in the audit log.'),
  activeFactors: z.int(),
  recoveryCodesLeft: z.int(),
  lastSignInAt: z.iso.datetime().nullable(),
  failedChecks: failedChecksViewSchema,
  openReset: z.enum(['requested', 'mailed', 'followed']).nullable().describe('`requested`: waits for an admin.'),
});

export type AdminUserView = z.infer<typeof adminUserViewSchema>;

export const adminUserPageSchema = userPageSchema.extend({ users: z.array(adminUserViewSchema) });

/** By a POST, so that no address stands in a URL. */
export const searchUsersSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .describe("The application's own id, a mail address, a number, or the id in the audit log; each whole."),
  application: z.string().max(60).optional().describe('Id of an application. Left out: all of them.'),
});

export type SearchUsersInput = z.infer<typeof searchUsersSchema>;

export const foundUsersSchema = z.strictObject({
  users: z.array(
    adminUserViewSchema.extend({
      foundBy: z.enum(['id', 'email', 'phone', 'record']).describe('What of the user the text is.'),
    }),
  ),
  more: z.boolean().describe('There are more than these: name an application.'),
});

export type FoundUsersView = z.infer<typeof foundUsersSchema>;

const adminFactorSchema = factorSummarySchema.extend({
  address: z.string().nullable().describe('Of `email` and `sms`, masked.'),
  confirmedAt: z.iso.datetime().nullable(),
});

export type AdminFactorView = z.infer<typeof adminFactorSchema>;

const recentChallengeSchema = z.strictObject({
  id: z.string(),
  channel: z.enum(['email', 'sms', 'totp', 'passkey', 'any']),
  purpose: z.string(),
  status: challengeStatusSchema,
  reason: z.string().nullable(),
  to: z.string().describe('Masked; empty where nothing is sent.'),
  sends: z.int(),
  checks: z.int(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

export type RecentChallengeView = z.infer<typeof recentChallengeSchema>;

export const wholeUserViewSchema = adminUserViewSchema.extend({
  mfa: mfaViewSchema.describe('What the policy says of the user now. Reading it begins no grace period.'),
  factors: z.array(adminFactorSchema).describe("In the user's own order, pending ones too."),
  recoveryCodes: z
    .strictObject({ left: z.int(), made: z.int(), madeAt: z.iso.datetime() })
    .nullable()
    .describe('Null: the user has none.'),
  appPasswords: z.array(appPasswordViewSchema),
  trustedDevices: z.array(trustedDeviceViewSchema),
  resets: z.array(resetViewSchema).describe('The latest, newest first.'),
  reset: z
    .strictObject({
      how: z.enum(['off', 'mailed', 'immediate']),
      checklist: z.array(z.string()).describe('What an admin answers before a link is mailed.'),
      hasMail: z.boolean().describe('There is a verified mail address to which a link could go.'),
    })
    .describe('What the policy of the application says of a reset.'),
  challenges: z.array(recentChallengeSchema).describe('The latest, newest first.'),
  addresses: z
    .array(addressLimitsViewSchema.extend({ channel: z.enum(['email', 'sms']) }))
    .nullable()
    .describe('What each address of the user has used up. Null: Redis cannot be asked now.'),
});

export type WholeUserView = z.infer<typeof wholeUserViewSchema>;

/** What every act of an admin on a user says. */
export const adminReasonSchema = z.strictObject({ reason: reasonSchema });

export const adminRequirementSchema = z.strictObject({
  required: z.union([z.boolean(), z.literal('inherit')]).describe('`true`: required, `false`: exempt.'),
  reason: reasonSchema,
});

export const eraseUserSchema = z.strictObject({
  confirm: z.string().max(128).describe("The application's own id of the user, once more."),
  reason: reasonSchema,
});
