import { randomBytes as cryptoRandom, scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.js';
import { grouped, normalizeCrockford, randomCrockford } from '../crockford.js';
import type { RecoveryCodeSet } from '../user-records.js';

/** 16 characters of Crockford's base32 hold 80 random bits (NIST SP 800-63B-4 section 4.2.1.1 asks for 64). */
const codeLength = 16;
/** NIST SP 800-63B-4 section 3.1.2.2: below 112 bits a salted password hash. One salt for a set: one hash for each try. */
const saltBytes = 16;
const hashBytes = 32;
/** A low cost: 80 random bits cannot be tried out, and a check that is dear would be a lever against the machine. */
const cost = { N: 2 ** 11, r: 8, p: 1 };

function hashCode(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, hashBytes, cost, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}

/** What a person typed, in the one canonical form; undefined when that is no recovery code at all. */
export function normalizeRecoveryCode(raw: string): string | undefined {
  return normalizeCrockford(raw, codeLength);
}

export interface NewRecoveryCodes {
  /** `XXXX-XXXX-XXXX-XXXX`, shown once. */
  readonly codes: readonly string[];
  readonly set: RecoveryCodeSet;
}

/** A whole new set; storing it ends the one before. */
export async function newRecoveryCodes(
  count: number,
  randomBytes: RandomBytes,
  now: number,
): Promise<NewRecoveryCodes> {
  const salt = Buffer.from(randomBytes(saltBytes));
  const codes = Array.from({ length: count }, () => randomCrockford(codeLength, randomBytes));
  const hashes = await Promise.all(codes.map((code) => hashCode(code, salt)));
  return {
    codes: codes.map(grouped),
    set: {
      madeAt: now,
      salt: salt.toString('base64url'),
      codes: hashes.map((hash) => ({ hash: hash.toString('base64url'), usedAt: null })),
    },
  };
}

/** The hash by which a code would stand in this set. Takes as long without a set (ASVS 6.3.8). */
export async function hashInSet(set: RecoveryCodeSet | null, code: string): Promise<string> {
  const salt = set ? Buffer.from(set.salt, 'base64url') : cryptoRandom(saltBytes);
  return (await hashCode(code, salt)).toString('base64url');
}

export type SpentRecoveryCode =
  | { readonly kind: 'right'; readonly set: RecoveryCodeSet }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'already_used' };

/** The set with the code of this hash spent. Judges only; whoever accepts it stores the set by compare-and-set. */
export function spendRecoveryCode(set: RecoveryCodeSet | null, hash: string, now: number): SpentRecoveryCode {
  const wanted = Buffer.from(hash, 'base64url');
  const matches = (one: string): boolean => {
    const stored = Buffer.from(one, 'base64url');
    return stored.length === wanted.length && timingSafeEqual(stored, wanted);
  };
  const found = set?.codes.find((code) => matches(code.hash));
  if (!set || !found) return { kind: 'wrong' };
  if (found.usedAt !== null) return { kind: 'already_used' };
  const codes = set.codes.map((code) => (code === found ? { ...code, usedAt: now } : code));
  return { kind: 'right', set: { ...set, codes } };
}

export function recoveryCodesLeft(set: RecoveryCodeSet | null): number {
  return set?.codes.filter((code) => code.usedAt === null).length ?? 0;
}
