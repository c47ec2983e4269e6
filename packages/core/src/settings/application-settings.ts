import { z } from 'zod';
import { policySchema } from '../policy/policy-schema.js';

/** NIST SP 800-63B-4 section 3.1.3.2: an out-of-band secret lives at most 10 minutes. */
const longestLifeSeconds = 600;
/** A challenge shorter than a minute cannot be delivered and typed. */
const shortestLifeSeconds = 60;
const longestRecoveryLifeSeconds = 86_400;

const windowLimit = (defaultCount: number) => z.int().min(1).max(20).default(defaultCount);

/** Every setting of an application, with bounds and defaults. The only place for either. */
export const applicationSettingsSchema = z.strictObject({
  /** Digits of a code; at least 6 by NIST SP 800-63B-4 section 3.1.3.2. */
  codeLength: z.int().min(6).max(10).default(6),
  lifeSeconds: z.int().min(shortestLifeSeconds).max(longestLifeSeconds).default(600),
  /** For purpose `recovery`, by mail: up to a day (NIST SP 800-63B-4 section 4.2.1.2). */
  recoveryLifeSeconds: z.int().min(shortestLifeSeconds).max(longestRecoveryLifeSeconds).default(600),
  /** Wrong checks that end a challenge. */
  maxChecks: z.int().min(1).max(10).default(5),
  /** Whether a resend repeats the code or makes a new one. */
  resend: z.enum(['same', 'new']).default('same'),
  /** Waits between sends to one address: the last entry repeats. */
  cooldownSeconds: z.array(z.int().min(1).max(3600)).min(1).max(10).default([30, 60, 120, 300]),
  /** Sends to one address in each window; the live state remembers its last 20. */
  sendsPerAddress: z
    .strictObject({ tenMinutes: windowLimit(5), hour: windowLimit(10), day: windowLimit(20) })
    .prefault({}),
  /** Sends for one end user's IP address (IPv6: its /64). */
  sendsPerIp: z.strictObject({ hour: z.int().min(1).max(100_000).default(20) }).prefault({}),
  /** SMS to one country; null: no limit of its own. */
  sendsPerCountry: z.strictObject({ day: z.int().min(1).max(10_000_000).nullable().default(null) }).prefault({}),
  /** SMS to one block of 10,000 numbers, which is how pumping shows; null: no limit. */
  sendsPerPrefix: z.strictObject({ hour: z.int().min(1).max(10_000).nullable().default(null) }).prefault({}),
  createsPerSecond: z.int().min(1).max(100_000).default(200),
  /** Consecutive failed checks of one address after which only an admin's release helps (NIST SP 800-63B-4 section 3.2.2: at most 100). */
  failedChecksStop: z.int().min(10).max(100).default(100),
  /** ISO 3166-1 alpha-2 codes that may receive SMS; `*` allows every country. Empty: none. */
  smsCountries: z
    .array(z.string().regex(/^([A-Z]{2}|\*)$/, 'must be an ISO 3166-1 alpha-2 code such as DE, or *'))
    .max(300)
    .default([]),
  recoveryCodeCount: z.int().min(5).max(20).default(10),
  totp: z
    .strictObject({
      algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']).default('SHA1'),
      digits: z.union([z.literal(6), z.literal(7), z.literal(8)]).default(6),
      period: z.int().min(15).max(60).default(30),
      window: z.int().min(0).max(1).default(1),
    })
    .prefault({}),
  /** Passkeys: default is the host of the public URL. */
  rpId: z
    .string()
    .regex(/^[a-z0-9.-]{1,253}$/, 'must be a host name')
    .nullable()
    .default(null),
  origins: z.array(z.string().max(300)).max(20).default([]),
  /** Host of the origin-bound last line of an SMS (WICG sms-one-time-codes 3.1): `@host #code`. */
  smsHost: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host name in lower case')
    .max(100)
    .nullable()
    .default(null),
  returnUrls: z
    .array(z.url({ protocol: /^https?$/ }).max(2000))
    .max(50)
    .default([]),
  brand: z
    .strictObject({
      /** Shown in messages. Plain words only: a name that could be a link or a second line is refused. */
      name: z
        .string()
        .max(50)
        .regex(/^[^\p{C}\p{Zl}\p{Zp}@#<>]*$/u, 'must be one line of plain text')
        .refine((name) => !/:\/\/|www\.|\w\.[a-z]{2,}/iu.test(name), 'must not look like a link')
        .nullable()
        .default(null),
      /** The pages load nothing from elsewhere (SECURITY J6), so they show only a picture that is given whole. */
      logo: z
        .union(
          [
            z.url({ protocol: /^https$/ }).max(2000),
            z
              .string()
              .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/)
              .max(10_000),
          ],
          'must be an https address, or a picture as data:image/png;base64 (png, jpeg, webp) of at most 10,000 characters',
        )
        .nullable()
        .default(null),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1a2b3c')
        .nullable()
        .default(null),
    })
    .prefault({}),
  supportText: z.string().max(500).nullable().default(null),
  defaultLocale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})*$/, 'must be a language tag such as de or zh-Hans')
    .default('en'),
  policy: policySchema.prefault({}),
  /** Sends to test addresses only, which end as asked; with a fixed code. Cannot be switched on with live traffic. */
  testMode: z.boolean().default(false),
});

export type ApplicationSettings = z.infer<typeof applicationSettingsSchema>;

export const defaultApplicationSettings: ApplicationSettings = applicationSettingsSchema.parse({});
