import type { MessageWords } from './code-message.js';
import { fillPlaceholders } from './fill-placeholders.js';
import { preferGsm } from './gsm-typography.js';
import { hostLine } from './host-line.js';
import type { Locale } from './locale-catalogue.js';
import type { LocaleStrings } from './locale-schema.js';
import { countSegments } from './sms-segments.js';

type Variant = keyof LocaleStrings['sms']['code'];

/**
 * Our own words for a code by SMS. The fullest wording that costs no more segments than the shortest: first the brand
 * is dropped, then the purpose. Code, binding, expiry, warning and host line always stay, so a long payee or host may
 * take a second segment.
 */
export function codeSms(words: MessageWords, smsHost: string | null, locale: Locale): string {
  let best = { text: '', segments: Number.POSITIVE_INFINITY };
  for (const variant of variantsFor(words)) {
    const text = writeSms(variant, words, smsHost, locale);
    const { segments } = countSegments(text);
    if (segments < best.segments) best = { text, segments };
    if (segments === 1) break;
  }
  return best.text;
}

/** Ends an SMS with its origin-bound line, when the application has a host. */
export function withHostLine(text: string, smsHost: string | null, code: string): string {
  return smsHost === null ? text : `${text.trimEnd()}\n${hostLine(smsHost, code)}`;
}

/** Fullest first. */
function variantsFor({ brand, purpose, binding }: MessageWords): Variant[] {
  if (binding !== null) return brand === '' ? ['binding'] : ['brandAndBinding', 'binding'];
  const shorter: Variant[] = purpose === '' ? ['plain'] : ['purpose', 'plain'];
  if (brand === '') return shorter;
  return [purpose === '' ? 'brand' : 'brandAndPurpose', ...shorter];
}

function writeSms(variant: Variant, words: MessageWords, smsHost: string | null, { strings }: Locale): string {
  const { code, brand, purpose, duration, binding } = words;
  const sentences = [
    fillPlaceholders(strings.sms.code[variant], { code, brand, purpose, ...binding }),
    fillPlaceholders(strings.sms.expiry, { duration }),
    strings.sms.warning,
  ];
  return withHostLine(preferGsm(sentences.join(strings.sentenceSeparator)), smsHost, code);
}
