import { z } from 'zod';

const factorTypes = ['passkey', 'totp', 'email', 'sms'] as const;

const ruleSchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** Every condition holds. An attribute the user does not have equals nothing. */
  when: z.strictObject({
    attributes: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/), z.union([z.string().max(200), z.number(), z.boolean()]))
      .default({}),
    createdAfter: z.iso.datetime().nullable().default(null),
    createdBefore: z.iso.datetime().nullable().default(null),
    type: z.enum(['person', 'service']).nullable().default(null),
  }),
  requirement: z.enum(['off', 'optional', 'required']),
  enabled: z.boolean().default(true),
});

export type PolicyRule = z.infer<typeof ruleSchema>;

/** Who must, may or need not use a second factor, and with which factors. */
export const policySchema = z.strictObject({
  /** For whom no rule matches. */
  requirement: z.enum(['off', 'optional', 'required']).default('optional'),
  /** The first enabled rule that matches decides. */
  rules: z.array(ruleSchema).max(50).default([]),
  /** Days from the day the requirement first applies to a user in which it is not yet enforced. */
  graceDays: z.int().min(0).max(90).default(0),
  /** Which factors count, best first. */
  factors: z
    .array(z.enum(factorTypes))
    .min(1)
    .max(factorTypes.length)
    .refine((types) => new Set(types).size === types.length, 'must name each factor once')
    .default([...factorTypes]),
  /** Whether the requirement holds for the application's own API access too. */
  apiAccess: z.boolean().default(false),
  /** Days for which a device need not answer again; 0: every time. */
  trustedDeviceDays: z.int().min(0).max(90).default(0),
  /** What a recovery code proves beside signing in and replacing the lost factor, which it always does. */
  recoveryCodeAllows: z
    .array(z.enum(['turn-off']))
    .max(1)
    .default([]),
  /** Whether signing in by a recovery code asks for a new factor before anything else. */
  mustReplaceAfterRecoveryCode: z.boolean().default(false),
  /** Ask for a mailed code before the first factor, when the application does not vouch for a fresh password. */
  verifyBeforeFirst: z.boolean().default(false),
  /** How an admin brings back a user who lost every factor. */
  adminReset: z.enum(['off', 'mailed', 'immediate']).default('mailed'),
  /** Identity checks that an admin answers before a mailed reset. */
  resetChecklist: z.array(z.string().min(1).max(200)).max(10).default([]),
  /** Service accounts may use nothing but app passwords. */
  serviceAppPasswordsOnly: z.boolean().default(true),
});

export type Policy = z.infer<typeof policySchema>;
