import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '../clock.js';

/** NIST SP 800-38D section 8.2.2: 96-bit random IV; at most 2^32 uses of one key. */
const ivLength = 12;
const tagLength = 16;
const version = 'v1';
const decipherOptions = { authTagLength: tagLength };

export interface SealKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** AES-256-GCM. `context` is authenticated, not stored: a sealed value opens only in the place it was made for. */
export function seal(key: SealKey, context: string, plain: string, randomBytes: RandomBytes): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${key.id}.${body.toString('base64url')}`;
}

/** The id of the key a value was sealed with; throws on anything that is not a sealed value. */
export function sealedKeyId(sealed: string): string {
  const [found, keyId] = sealed.split('.');
  if (found !== version || !keyId) throw new Error('Not a sealed value');
  return keyId;
}

/** Opens a sealed value; throws when the key, the context or a single bit is not the one it was made with. */
export function unseal(key: SealKey, context: string, sealed: string): string {
  if (sealedKeyId(sealed) !== key.id) throw new Error('Sealed with another key');
  const body = Buffer.from(sealed.slice(version.length + key.id.length + 2), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, body.subarray(0, ivLength), decipherOptions);
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(body.subarray(body.length - tagLength));
  const plain = decipher.update(body.subarray(ivLength, body.length - tagLength));
  // Throws unless the tag is right. It has no bytes of its own: GCM needs no padding.
  decipher.final();
  return plain.toString('utf8');
}
