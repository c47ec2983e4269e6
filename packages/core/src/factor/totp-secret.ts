import { Secret, URI } from 'otpauth';
import { invalidField } from '../errors.js';
import type { TotpParameters } from './totp-code.js';

/** Below this nothing is taken over; many apps have made secrets of 80 bits. */
const fewestBits = 80;
/** RFC 4226 section 4 R6: a shared secret MUST have at least 128 bits. */
const strongBits = 128;
const mostBytes = 128;
const base32 = /^[A-Z2-7]+$/;

export interface GivenSecret extends TotpParameters {
  /** Base32 without padding. */
  readonly secret: string;
  readonly weak: boolean;
}

function readUri(text: string): { secret: string } & Partial<TotpParameters> {
  try {
    const read = URI.parse(text);
    if (!('period' in read)) throw new Error('A counter is no time');
    const { algorithm, digits, period, secret } = read;
    return { secret: secret.base32, algorithm: algorithm as TotpParameters['algorithm'], digits, period };
  } catch {
    // The parser's own words would repeat the secret.
    throw invalidField('secret', 'is an otpauth URI that cannot be read; it must be of type totp');
  }
}

/** Base32 as people copy it: in groups, in small letters, with padding. */
function readBase32(text: string): { secret: string } {
  const secret = text.toUpperCase().replace(/[\s-]/g, '').replace(/=+$/, '');
  if (!base32.test(secret)) throw invalidField('secret', 'must be base32 (A to Z and 2 to 7), or an otpauth URI');
  return { secret };
}

/**
 * A secret that another system made, with its parameters: those of the URI, else the given ones, else the application's.
 * Throws `invalid_request` that names `secret`, without repeating it.
 */
export function readGivenSecret(
  text: string,
  given: { readonly [Name in keyof TotpParameters]?: TotpParameters[Name] | undefined },
  defaults: TotpParameters,
): GivenSecret {
  const read: { secret: string } & Partial<TotpParameters> = text.startsWith('otpauth:')
    ? readUri(text)
    : readBase32(text);
  const bytes = Secret.fromBase32(read.secret).bytes.length;
  if (bytes * 8 < fewestBits) throw invalidField('secret', `must have at least ${fewestBits} bits`);
  if (bytes > mostBytes) throw invalidField('secret', `must have at most ${mostBytes} bytes`);
  const parameters = {
    algorithm: read.algorithm ?? given.algorithm ?? defaults.algorithm,
    digits: read.digits ?? given.digits ?? defaults.digits,
    period: read.period ?? given.period ?? defaults.period,
  };
  const isKnown = ['SHA1', 'SHA256', 'SHA512'].includes(parameters.algorithm);
  const isBounded = [6, 7, 8].includes(parameters.digits) && parameters.period >= 15 && parameters.period <= 60;
  if (!isKnown || !isBounded)
    throw invalidField('secret', 'has an algorithm, digits or a period that is not supported');
  return { secret: read.secret, weak: bytes * 8 < strongBits, ...parameters };
}
