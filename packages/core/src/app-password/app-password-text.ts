import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.js';
import { grouped, normalizeCrockford, randomCrockford } from '../crockford.js';
import type { AppPasswordRecord } from '../user-records.js';

/** 32 characters of base32 hold 160 random bits, so that a fast hash may stand in the store (NIST SP 800-63B-4 section 3.1.2.2 asks for 112). */
const passwordLength = 32;

const sha256 = (password: string): Buffer => createHash('sha256').update(password).digest();

export interface NewAppPassword {
  /** In groups of four, shown once. Programs may send it with or without the hyphens. */
  readonly password: string;
  /** SHA-256, hex. */
  readonly secretHash: string;
}

export function newAppPassword(randomBytes: RandomBytes): NewAppPassword {
  const canonical = randomCrockford(passwordLength, randomBytes);
  return { password: grouped(canonical), secretHash: sha256(canonical).toString('hex') };
}

/** The record whose password this is. Compares with all of them, so that time tells nothing (OWASP ASVS 11.2.4). */
export function findAppPassword(records: readonly AppPasswordRecord[], typed: string): AppPasswordRecord | undefined {
  const canonical = normalizeCrockford(typed, passwordLength);
  const hash = sha256(canonical ?? '');
  const right = records.filter((record) => timingSafeEqual(Buffer.from(record.secretHash, 'hex'), hash));
  return canonical === undefined ? undefined : right[0];
}
