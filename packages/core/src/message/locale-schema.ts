import { z } from 'zod';
import { findPlaceholders } from './fill-placeholders.js';
import { findLink } from './links.js';

const maxStringLength = 300;

/** One line of text that holds each of the placeholders exactly once, no other, and no link. */
function line(...placeholders: readonly string[]) {
  const wanted = [...placeholders].sort().join(', ');
  return plainLine().refine((text) => findPlaceholders(text).sort().join(', ') === wanted, {
    message:
      wanted === ''
        ? 'must hold no placeholder'
        : `must hold each of these once, and no other: {{${wanted.replaceAll(', ', '}}, {{')}}}`,
  });
}

/** A count in words, which may do without its digits, as Arabic does for one and two. */
function countedLine() {
  return plainLine().refine((text) => ['', 'count'].includes(findPlaceholders(text).join()), {
    message: 'may hold {{count}} once, and no other',
  });
}

function plainLine() {
  return z
    .string()
    .min(1)
    .max(maxStringLength)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), { message: 'must be one line' })
    .refine((text) => findLink(text) === null, { message: 'must not hold a link' });
}

/** By CLDR plural category; a category that is not given is written as `other`. */
const countedSchema = z.strictObject({
  zero: countedLine().optional(),
  one: countedLine().optional(),
  two: countedLine().optional(),
  few: countedLine().optional(),
  many: countedLine().optional(),
  other: line('count'),
});

const smsCodeSchema = z.strictObject({
  plain: line('code'),
  brand: line('code', 'brand'),
  purpose: line('code', 'purpose'),
  brandAndPurpose: line('code', 'brand', 'purpose'),
  binding: line('code', 'amount', 'payee'),
  brandAndBinding: line('code', 'brand', 'amount', 'payee'),
});

const emailSchema = z.strictObject({
  subject: z.strictObject({ plain: line(), brand: line('brand') }),
  intro: z.strictObject({
    plain: line(),
    brand: line('brand'),
    purpose: line('purpose'),
    brandAndPurpose: line('brand', 'purpose'),
  }),
  expiry: line('duration'),
  warning: line(),
  unexpected: line(),
});

const eventSchema = z.strictObject({ subject: line(), text: line() });
/** `named` is for a factor or app password whose name is known. */
const namedEventSchema = eventSchema.extend({ named: line('name') });

const linkNoticeSchema = z.strictObject({
  subject: line(),
  text: line(),
  button: line(),
  expiry: line('duration'),
  unexpected: line(),
});

const noticeSchema = z.strictObject({
  account: line('brand'),
  time: line('time'),
  unexpected: line(),
  /** By NoticeFacts. */
  events: z.strictObject({
    factor_added: namedEventSchema,
    factor_removed: namedEventSchema,
    factor_replaced: namedEventSchema,
    recovery_codes_made: eventSchema,
    recovery_code_used: eventSchema,
    passkey_possible_clone: namedEventSchema,
    reset: eventSchema,
    turned_off: eventSchema,
    address_changed: eventSchema,
    app_password_made: namedEventSchema,
    admin_sign_in: namedEventSchema,
    admin_password: eventSchema,
    admin_key_made: eventSchema,
    api_key_made: namedEventSchema,
    provider_connected: namedEventSchema,
    provider_changed: namedEventSchema,
    limit_raised: namedEventSchema,
  }),
  /** For what owners are told of, instead of `account` and `unexpected`. */
  installation: z.strictObject({ about: line(), by: line('name'), unexpected: line() }),
  reset_link: linkNoticeSchema,
  invitation: linkNoticeSchema,
});

/** One locale: every string that a message of ours is made of. The file `en.json` is the model. */
export const localeSchema = z.strictObject({
  name: line(),
  direction: z.enum(['ltr', 'rtl']),
  /** Stands between two sentences: a space, or nothing. */
  sentenceSeparator: z.enum([' ', '']),
  minutes: countedSchema,
  hours: countedSchema,
  /** What a code is for, as a phrase that fits the `purpose` strings. Further purposes of an application may be added. */
  purposes: z.record(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/), line()),
  binding: line('amount', 'payee'),
  sms: z.strictObject({ code: smsCodeSchema, expiry: line('duration'), warning: line() }),
  email: emailSchema,
  notice: noticeSchema,
  test: z.strictObject({ subject: line(), text: line() }),
});

export type LocaleStrings = z.infer<typeof localeSchema>;
