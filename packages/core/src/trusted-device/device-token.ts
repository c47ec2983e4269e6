import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.js';
import type { TrustedDeviceRecord } from '../user-records.js';

const prefix = 'dev_';
/** 256 random bits, so that a fast hash may stand in the store (NIST SP 800-63B-4 section 3.1.2.2 asks for 112). */
const secretBytes = 32;
const pattern = /^otd_([A-Za-z0-9_-]{22})_([A-Za-z0-9_-]{43})$/;

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface DeviceToken {
  /** Of the record. */
  readonly id: string;
  readonly secret: string;
}

export interface NewDeviceToken {
  /** `otd_<id>_<secret>`, shown once. */
  readonly token: string;
  /** SHA-256 of the secret, hex. */
  readonly secretHash: string;
}

export function deviceId(hash: string): string {
  return prefix + hash;
}

export function newDeviceToken(id: string, randomBytes: RandomBytes): NewDeviceToken {
  const secret = Buffer.from(randomBytes(secretBytes)).toString('base64url');
  return { token: `otd_${id.slice(prefix.length)}_${secret}`, secretHash: sha256(secret).toString('hex') };
}

/** Undefined for what is no token of ours. Looks nothing up. */
export function parseDeviceToken(text: string): DeviceToken | undefined {
  const [, hash, secret] = pattern.exec(text) ?? [];
  return hash && secret ? { id: deviceId(hash), secret } : undefined;
}

const absentHash = Buffer.alloc(32);

/** Takes the same time without a record (OWASP ASVS 11.2.4). */
export function matchesDevice(
  { secret }: DeviceToken,
  record: TrustedDeviceRecord | undefined,
): record is TrustedDeviceRecord {
  const expected = record ? Buffer.from(record.secretHash, 'hex') : absentHash;
  return timingSafeEqual(sha256(secret), expected) && record !== undefined;
}
