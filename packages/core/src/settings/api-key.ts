import { hash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RandomBytes } from '../clock.js';
import type { ApiKeyRecord } from '../records.js';

/** `live` opens /v1 for one application, `admin` opens /admin/v1. */
export type ApiKeyKind = 'live' | 'admin';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 8;
/** 43 base62 characters hold 256 random bits, so that a fast hash may stand in the store (NIST SP 800-63B-4 section 3.1.2.2 asks for 112). */
const secretLength = 43;
/** 6 base62 characters hold the 32 bits of a CRC32, as in GitHub's tokens. */
const checksumLength = 6;
/** The greatest multiple of 62 that fits a byte: greater bytes would favour the first characters. */
const fairBytes = 248;

const pattern = new RegExp(
  `^otp_(live|admin)_([0-9A-Za-z]{${idLength}})_([0-9A-Za-z]{${secretLength}})[0-9A-Za-z]{${checksumLength}}$`,
);

function randomText(length: number, randomBytes: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) if (byte < fairBytes) text += alphabet.charAt(byte % 62);
  }
  return text;
}

/** CRC-32 (ISO 3309) of the text in base62, most significant first. It finds typing errors; it proves nothing. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function sha256(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

export interface NewApiKey {
  /** Public: names the record. */
  readonly id: string;
  /** The whole key, shown once. */
  readonly key: string;
  /** What the record keeps: SHA-256 of the secret part, hex. */
  readonly secretHash: string;
}

/** `otp_live_<id>_<secret><checksum>`. The id is short, so the caller must make another key when it is taken. */
export function generateApiKey(kind: ApiKeyKind, randomBytes: RandomBytes): NewApiKey {
  const id = randomText(idLength, randomBytes);
  const secret = randomText(secretLength, randomBytes);
  const body = `otp_${kind}_${id}_${secret}`;
  return { id, key: body + checksum(body), secretHash: sha256(secret).toString('hex') };
}

export interface ParsedApiKey {
  readonly kind: ApiKeyKind;
  readonly id: string;
  readonly secret: string;
}

/** Undefined for what is no key of ours: wrong form or wrong checksum. Looks nothing up. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  const match = pattern.exec(text);
  const [, kind, id, secret] = match ?? [];
  if ((kind !== 'live' && kind !== 'admin') || !id || !secret) return undefined;
  const end = text.length - checksumLength;
  return checksum(text.slice(0, end)) === text.slice(end) ? { kind, id, secret } : undefined;
}

const absentHash = Buffer.alloc(32);

/** Whether the key is the one on record and still stands. Takes the same time without a record (OWASP ASVS 11.2.4). */
export function matchesApiKey(parsed: ParsedApiKey, record: ApiKeyRecord | undefined): boolean {
  const expected = record ? Buffer.from(record.secretHash, 'hex') : absentHash;
  if (!timingSafeEqual(sha256(parsed.secret), expected) || record === undefined) return false;
  return record.revokedAt === null && (record.applicationId === null) === (parsed.kind === 'admin');
}
