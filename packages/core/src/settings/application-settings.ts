import { z } from 'zod';
import { policySchema } from '../policy/policy-schema.js';

/** NIST SP 800-63B-4 section 3.1.3.2: an out-of-band secret lives at most 10 minutes. */
const longestLifeSeconds = 600;
/** A challenge shorter than a minute cannot be delivered and typed. */
const shortestLifeSeconds = 60;
const longestRecoveryLifeSeconds = 86_400;

const windowLimit = (defaultCount: number) => z.int().min(1).max(20).default(defaultCount);

/** How people call a setting, and what it does, in a sentence: for the console and the OpenAPI document. */
const say = (title: string, description: string) => ({ title, description });

/** Every setting of an application, with words, bounds and defaults. The only place for any of them. */
export const applicationSettingsSchema = z.strictObject({
  codeLength: z
    .int()
    .min(6)
    .max(10)
    .default(6)
    .meta(say('Digits of a code', 'At least 6 (NIST SP 800-63B-4 section 3.1.3.2).')),
  lifeSeconds: z
    .int()
    .min(shortestLifeSeconds)
    .max(longestLifeSeconds)
    .default(600)
    .meta(say('Life of a code', 'Seconds in which a challenge can be answered.')),
  recoveryLifeSeconds: z
    .int()
    .min(shortestLifeSeconds)
    .max(longestRecoveryLifeSeconds)
    .default(600)
    .meta(say('Life of a recovery code by mail', 'Seconds, for purpose recovery (NIST SP 800-63B-4 section 4.2.1.2).')),
  maxChecks: z.int().min(1).max(10).default(5).meta(say('Wrong checks', 'So many end a challenge.')),
  resend: z
    .enum(['same', 'new'])
    .default('same')
    .meta(say('A resend', 'Whether it repeats the code or makes a new one.')),
  cooldownSeconds: z
    .array(z.int().min(1).max(3600))
    .min(1)
    .max(10)
    .default([30, 60, 120, 300])
    .meta(say('Waits between sends', 'Seconds between the sends of one challenge; the last one repeats.')),
  /** The live state remembers the last 20 sends of an address. */
  sendsPerAddress: z
    .strictObject({
      tenMinutes: windowLimit(5).meta(say('To one address in ten minutes', 'Sends in any ten minutes.')),
      hour: windowLimit(10).meta(say('To one address in an hour', 'Sends in any hour.')),
      day: windowLimit(20).meta(say('To one address in a day', 'Sends in any day.')),
    })
    .prefault({}),
  sendsPerIp: z
    .strictObject({
      hour: z
        .int()
        .min(1)
        .max(100_000)
        .default(20)
        .meta(say('By one IP address in an hour', 'Sends for one end user’s address (IPv6: its /64).')),
    })
    .prefault({}),
  sendsPerCountry: z
    .strictObject({
      day: z
        .int()
        .min(1)
        .max(10_000_000)
        .nullable()
        .default(null)
        .meta(say('SMS to one country in a day', 'Empty: no limit of its own.')),
    })
    .prefault({}),
  sendsPerPrefix: z
    .strictObject({
      hour: z
        .int()
        .min(1)
        .max(10_000)
        .nullable()
        .default(null)
        .meta(
          say(
            'SMS to one block of numbers in an hour',
            'A block of 10,000, which is how pumping shows. Empty: no limit.',
          ),
        ),
    })
    .prefault({}),
  createsPerSecond: z
    .int()
    .min(1)
    .max(100_000)
    .default(200)
    .meta(say('Creates in a second', 'Creates and resends of the whole application.')),
  failedChecksStop: z
    .int()
    .min(10)
    .max(100)
    .default(100)
    .meta(
      say(
        'Stop after failed checks',
        'In a row for one address; then only a release helps (NIST SP 800-63B-4 section 3.2.2: at most 100).',
      ),
    ),
  smsCountries: z
    .array(z.string().regex(/^([A-Z]{2}|\*)$/, 'must be an ISO 3166-1 alpha-2 code such as DE, or *'))
    .max(300)
    .default([])
    .meta(say('Countries for SMS', 'Codes such as DE that may receive SMS; * allows every country. Empty: none.')),
  recoveryCodeCount: z
    .int()
    .min(5)
    .max(20)
    .default(10)
    .meta(say('Recovery codes', 'How many a user gets, each of 80 random bits.')),
  totp: z
    .strictObject({
      algorithm: z
        .enum(['SHA1', 'SHA256', 'SHA512'])
        .default('SHA1')
        .meta(say('Algorithm', 'For new set-ups. Many authenticator apps know SHA1 alone.')),
      digits: z
        .union([z.literal(6), z.literal(7), z.literal(8)])
        .default(6)
        .meta(say('Digits', 'For new set-ups. Many authenticator apps know 6 alone.')),
      period: z.int().min(15).max(60).default(30).meta(say('Period', 'Seconds for which one code is shown.')),
      window: z
        .int()
        .min(0)
        .max(1)
        .default(1)
        .meta(say('Steps on either side', 'For phones whose clock is a little off.')),
    })
    .prefault({}),
  rpId: z
    .string()
    .regex(/^[a-z0-9.-]{1,253}$/, 'must be a host name')
    .nullable()
    .default(null)
    .meta(
      say(
        'Relying party id',
        'Host name for which passkeys are made; empty: the host of the public URL. A change ends all passkeys of the application.',
      ),
    ),
  origins: z
    .array(z.string().max(300))
    .max(20)
    .default([])
    .meta(say('Origins for passkeys', 'Such as https://shop.example.com. Empty: the origin of the public URL.')),
  smsHost: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host name in lower case')
    .max(100)
    .nullable()
    .default(null)
    .meta(
      say(
        'Host of the last line of an SMS',
        'Browsers fill in the code on this host alone (@host #code). Empty: no such line.',
      ),
    ),
  returnUrls: z
    .array(z.url({ protocol: /^https?$/ }).max(2000))
    .max(50)
    .default([])
    .meta(say('Return addresses', 'Where the hosted pages may lead back to.')),
  brand: z
    .strictObject({
      name: z
        .string()
        .max(50)
        .regex(/^[^\p{C}\p{Zl}\p{Zp}@#<>]*$/u, 'must be one line of plain text')
        .refine((name) => !/:\/\/|www\.|\w\.[a-z]{2,}/iu.test(name), 'must not look like a link')
        .nullable()
        .default(null)
        .meta(say('Name', 'Shown in messages and on the hosted pages. Plain words: it may not look like a link.')),
      /** The pages load nothing from elsewhere (SECURITY J6). */
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
        .default(null)
        .meta(say('Logo', 'Hosted pages show a picture that is given whole, and no address elsewhere.')),
      colour: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1a2b3c')
        .nullable()
        .default(null)
        .meta(say('Colour', 'Of buttons and links, such as #1a2b3c. Text on it stays readable by itself.')),
    })
    .prefault({}),
  supportText: z
    .string()
    .max(500)
    .nullable()
    .default(null)
    .meta(say('Support text', 'Shown where a user is stuck: whom to ask, and how.')),
  defaultLocale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})*$/, 'must be a language tag such as de or zh-Hans')
    .default('en')
    .meta(say('Default language', 'Of messages when the request names none that is there, such as de or zh-Hans.')),
  policy: policySchema.prefault({}),
  testMode: z
    .boolean()
    .default(false)
    .meta(
      say('Test mode', 'Sends to test addresses only, with a fixed code. Cannot be switched on with live traffic.'),
    ),
});

export type ApplicationSettings = z.infer<typeof applicationSettingsSchema>;

export const defaultApplicationSettings: ApplicationSettings = applicationSettingsSchema.parse({});
