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

const say = (title: string, description: string) => ({ title, description });

/** Who must, may or need not use a second factor, and with which factors. */
export const policySchema = z.strictObject({
  requirement: z
    .enum(['off', 'optional', 'required'])
    .default('optional')
    .meta(say('A second factor is', 'For users whom no rule matches.')),
  rules: z
    .array(ruleSchema)
    .max(50)
    .default([])
    .meta(say('Rules', 'The first one that is enabled and matches decides.')),
  graceDays: z
    .int()
    .min(0)
    .max(90)
    .default(0)
    .meta(
      say('Grace period', 'Days from the day the requirement first applies to a user in which it is not yet enforced.'),
    ),
  factors: z
    .array(z.enum(factorTypes))
    .min(1)
    .max(factorTypes.length)
    .refine((types) => new Set(types).size === types.length, 'must name each factor once')
    .default([...factorTypes])
    .meta(say('Factors that count', 'Best first.')),
  apiAccess: z
    .boolean()
    .default(false)
    .meta(say('API access too', 'Whether the requirement holds for the application’s own API access.')),
  trustedDeviceDays: z
    .int()
    .min(0)
    .max(90)
    .default(0)
    .meta(say('Trusted devices', 'Days for which a device need not answer again; 0: every time.')),
  recoveryCodeAllows: z
    .array(z.enum(['turn-off']))
    .max(1)
    .default([])
    .meta(say('What a recovery code proves', 'Beside signing in and replacing the lost factor, which it always does.')),
  mustReplaceAfterRecoveryCode: z
    .boolean()
    .default(false)
    .meta(
      say('Replace after a recovery code', 'Signing in by a recovery code asks for a new factor before anything else.'),
    ),
  verifyBeforeFirst: z
    .boolean()
    .default(false)
    .meta(
      say('Mailed code before the first factor', 'Asked when the application does not vouch for a fresh password.'),
    ),
  adminReset: z
    .enum(['off', 'mailed', 'immediate'])
    .default('mailed')
    .meta(say('Reset by an admin', 'How an admin brings back a user who lost every factor.')),
  resetChecklist: z
    .array(z.string().min(1).max(200))
    .max(10)
    .default([])
    .meta(say('Reset checklist', 'Identity checks that an admin answers before a mailed reset.')),
  serviceAppPasswordsOnly: z
    .boolean()
    .default(true)
    .meta(say('App passwords alone', 'Service accounts may use nothing else.')),
});

export type Policy = z.infer<typeof policySchema>;
