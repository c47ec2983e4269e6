import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.js';
import type { LinkRecord } from '../user-records.js';

/** 256 random bits, so that a fast hash may stand in the store (NIST SP 800-63B-4 section 3.1.2.2 asks for 112). */
const secretBytes = 32;
const pattern = /^(lnk_[0-9a-hj-km-np-tv-z]{26})\.([A-Za-z0-9_-]{43})$/;

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function newLinkSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(secretBytes)).toString('base64url');
}

/** What the record keeps of the secret, hex. */
export function linkSecretHash(secret: string): string {
  return sha256(secret).toString('hex');
}

export interface LinkToken {
  readonly id: string;
  readonly secret: string;
}

export function writeLinkToken({ id, secret }: LinkToken): string {
  return `${id}.${secret}`;
}

/** Undefined for what is no token of ours. Looks nothing up. */
export function parseLinkToken(text: string): LinkToken | undefined {
  const [, id, secret] = pattern.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}

const absentHash = Buffer.alloc(32);

/** Takes the same time without a record (OWASP ASVS 11.2.4). */
export function matchesLink({ secret }: LinkToken, record: LinkRecord | undefined): record is LinkRecord {
  const expected = record ? Buffer.from(record.secretHash, 'hex') : absentHash;
  return timingSafeEqual(sha256(secret), expected) && record !== undefined;
}
