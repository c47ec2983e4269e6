import { z } from 'zod';
import { evaluationReasons } from '../policy/evaluation-reason.js';

export const factorTypeSchema = z.enum(['totp', 'passkey', 'email', 'sms']);

export const factorSummarySchema = z.strictObject({
  id: z.string(),
  type: factorTypeSchema,
  name: z.string(),
  status: z.enum(['pending', 'active']).describe('Only an active one counts.'),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  weak: z.literal(true).optional().describe('An imported secret of fewer than 128 bits: to be renewed.'),
  possibleCloneAt: z.iso
    .datetime()
    .optional()
    .describe('Of `passkey`: when its counter went backwards, which a copied authenticator shows.'),
});

export type FactorSummary = z.infer<typeof factorSummarySchema>;

export const mfaViewSchema = z.strictObject({
  required: z
    .boolean()
    .describe('A second factor must be given now; of a service account, an app password must be used.'),
  reason: z.enum(evaluationReasons).describe('Why, as a stable word.'),
  explanation: z.string().describe('Why, as a sentence for people.'),
  enrolled: z.boolean().describe('The user has an active factor that the policy allows.'),
  factors: z.array(factorSummarySchema).describe("In the user's own order."),
  allowedFactors: z.array(factorTypeSchema).describe('Which factors count, best first; none for a service account.'),
  recoveryCodesLeft: z.int(),
  lowRecoveryCodes: z.literal(true).optional().describe('There are codes, and at most two are left: offer new ones.'),
  mustEnrol: z.boolean().describe('Required now, and there is no factor to ask for: take the user through set-up.'),
  mustReplace: z.boolean().describe('The lost factor must be replaced before anything else.'),
  graceEndsAt: z.iso.datetime().optional().describe('Until then the user may sign in without setting up.'),
  apiAccess: z.boolean().describe("A second factor is also asked for the application's own API access."),
  appPasswordsOnly: z.boolean().describe('A service account that may use nothing but app passwords.'),
});

export type MfaView = z.infer<typeof mfaViewSchema>;
