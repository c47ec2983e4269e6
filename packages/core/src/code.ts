import type { RandomBytes } from './clock.js';
import { joinParts } from './join-parts.js';
import type { Hmac } from './keyring/hmac.js';

/** Twilio Verify and our own settings agree on these bounds for what may be submitted. */
const submittedCode = /^[0-9]{4,10}$/;
const longestSubmittedCode = 32;
/** The largest multiple of 10 that a byte holds: bytes above are drawn again, so that no digit is favoured. */
const unbiasedByteLimit = 250;

/**
 * A code of `length` decimal digits, each uniform (NIST SP 800-63B-4 section 3.1.3.2: at least 20 bits, so 6 digits are
 * not quite 20 bits and rely on the limit of checks). Leading zeros stay: a code is a string everywhere.
 */
export function generateCode(length: number, randomBytes: RandomBytes): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < unbiasedByteLimit && code.length < length) code += String(byte % 10);
    }
  }
  return code;
}

/**
 * What a person typed, as digits: NFKC, then spaces and dashes dropped. Undefined when that is no code at all;
 * such an input is malformed and uses up no check.
 */
export function normalizeSubmittedCode(raw: string): string | undefined {
  if (raw.length > longestSubmittedCode) return undefined;
  const code = raw.normalize('NFKC').replace(/[ -]/g, '');
  return submittedCode.test(code) ? code : undefined;
}

/** The transaction a code stands for (PSD2 dynamic linking): part of the message and of the digest. */
export interface Binding {
  readonly amount: string;
  readonly payee: string;
}

export interface DigestInput {
  readonly applicationId: string;
  readonly challengeId: string;
  readonly code: string;
  readonly binding?: Binding | undefined;
}

/**
 * HMAC-SHA-256 over version, application, challenge, code and binding, each with its length, so that no two inputs share
 * a form. The key stays out of Redis: a dump of it gives no code.
 */
export function digestCode(hmac: Hmac, input: DigestInput): string {
  const parts = ['1', input.applicationId, input.challengeId, input.code];
  if (input.binding) parts.push(input.binding.amount, input.binding.payee);
  return hmac(joinParts(parts));
}
