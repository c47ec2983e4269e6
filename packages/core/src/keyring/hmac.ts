import { createHmac, hash } from 'node:crypto';

/** Of SHA-256 (RFC 2104). */
const blockBytes = 64;
const digestBytes = 32;
/** More than all that is hashed on the way of a code; what is longer takes the slow way. */
const usualBytes = 1024;

/** A key, and how it hashes. */
export type Hmac = (text: string) => string;

/**
 * HMAC-SHA-256 in base64url under one key. Two plain hashes over buffers that are kept (RFC 2104 section 4): an object of node's
 * own for each text costs twice as much, and a challenge needs three.
 */
export function openHmac(key: Uint8Array): Hmac {
  if (key.length > blockBytes) throw new RangeError(`A key has at most ${blockBytes} bytes`);
  const inner = Buffer.alloc(blockBytes + usualBytes);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  for (let place = 0; place < blockBytes; place += 1) {
    inner[place] = (key[place] ?? 0) ^ 0x36;
    outer[place] = (key[place] ?? 0) ^ 0x5c;
  }
  return (text) => {
    // A character takes at most three bytes.
    if (text.length * 3 > usualBytes) return createHmac('sha256', key).update(text).digest('base64url');
    const length = inner.write(text, blockBytes);
    outer.write(hash('sha256', inner.subarray(0, blockBytes + length), 'binary'), blockBytes, 'binary');
    return hash('sha256', outer, 'base64url');
  };
}
