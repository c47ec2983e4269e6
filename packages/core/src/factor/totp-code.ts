import { Secret, TOTP } from 'otpauth';
import type { TotpFactor } from '../user-records.js';

/** RFC 4226 section 4 R6 recommends 160 bits: 32 characters of base32. */
const secretBytes = 20;
/** How far a clock may be off to be told so (a code of it is refused all the same). */
const clockSteps = 10;
/** Only ASCII digits come this far: otpauth compares bytes and throws on anything else. */
const totpCode = /^[0-9]{6,8}$/;

export type TotpParameters = Pick<TotpFactor, 'algorithm' | 'digits' | 'period'>;

export interface TotpQuestion extends TotpParameters {
  /** Base32. */
  readonly secret: string;
  /** The last step that was accepted. */
  readonly lastStep: number;
  /** Steps on either side that are accepted: 0 or 1 (RFC 6238 section 5.2). */
  readonly window: number;
  readonly code: string;
  readonly now: number;
}

export type TotpVerdict =
  /** Right; accepting it means storing `step` as the last one. */
  | { readonly kind: 'right'; readonly step: number }
  | { readonly kind: 'wrong' }
  /** The code of a step that was accepted before (RFC 6238 section 5.2): no guess, and not accepted again. */
  | { readonly kind: 'already_used' }
  /** Right 2 to 10 steps away; positive when the other clock is ahead. */
  | { readonly kind: 'clock_off'; readonly seconds: number };

/** A new shared secret in base32. */
export function newTotpSecret(randomBytes: (length: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(secretBytes)).buffer }).base32;
}

function generatorOf(parameters: TotpParameters, secret: string): TOTP {
  const { algorithm, digits, period } = parameters;
  return new TOTP({ algorithm, digits, period, secret: Secret.fromBase32(secret) });
}

/** What the code means now. Judges only; whoever accepts it stores the step by compare-and-set. */
export function judgeTotp(question: TotpQuestion): TotpVerdict {
  const { code, digits, period, lastStep, window, now } = question;
  if (!totpCode.test(code) || code.length !== digits) return { kind: 'wrong' };
  const delta = generatorOf(question, question.secret).validate({ token: code, timestamp: now, window: clockSteps });
  if (delta === null) return { kind: 'wrong' };
  const step = Math.floor(now / 1000 / period) + delta;
  if (Math.abs(delta) > window) {
    return step <= lastStep || Math.abs(delta) < 2 ? { kind: 'wrong' } : { kind: 'clock_off', seconds: delta * period };
  }
  return step > lastStep ? { kind: 'right', step } : { kind: 'already_used' };
}

export interface TotpUri extends TotpParameters {
  readonly secret: string;
  /** Shown by the authenticator app above the account. */
  readonly issuer: string;
  readonly account: string;
}

/** Neither name may hold a colon, which parts them in the label (Google Key URI Format). */
const withoutColon = (text: string): string => text.replaceAll(':', ' ').trim();

/** A QR code of version 10 and level L holds 271 bytes (ISO/IEC 18004): what is denser many phones do not read. */
const mostUriBytes = 271;
/** The issuer stands in it twice, so it leaves room for the account. */
const mostIssuerBytes = 60;

/** As many whole characters as fit once they are percent-encoded. */
function encodedWithin(text: string, mostBytes: number): string {
  const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => encodeURIComponent(segment));
  let encoded = '';
  for (const segment of segments) {
    if (encoded.length + segment.length > mostBytes) return encoded;
    encoded += segment;
  }
  return encoded;
}

/** `otpauth://totp/Issuer:account?...` with the issuer in both places; names that are too long for a picture are cut. */
export function totpUri({ secret, issuer, account, ...parameters }: TotpUri): string {
  const { algorithm, digits, period } = parameters;
  const name = encodedWithin(withoutColon(issuer), mostIssuerBytes);
  const query = `?secret=${secret}&issuer=${name}&algorithm=${algorithm}&digits=${digits}&period=${period}`;
  const start = `otpauth://totp/${name}:`;
  return start + encodedWithin(withoutColon(account), mostUriBytes - start.length - query.length) + query;
}
