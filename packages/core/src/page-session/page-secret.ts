import { createHash } from 'node:crypto';
import type { RandomBytes } from '../clock.js';

/** 256 bits for link and cookie (SECURITY J4; ASVS 7.2.3 asks for 128), so a fast hash may be kept of them. */
const secretBytes = 32;
const pattern = /^(pgs_[0-9a-hj-km-np-tv-z]{26})\.([A-Za-z0-9_-]{43})$/;

export interface PageSecret {
  readonly id: string;
  /** `pgs_....<secret>`: what the link's fragment and the cookie hold. */
  readonly text: string;
  /** SHA-256 of the secret part, hex. */
  readonly hash: string;
}

function withHash(id: string, secret: string): PageSecret {
  return { id, text: `${id}.${secret}`, hash: createHash('sha256').update(secret).digest('hex') };
}

export function newPageSecret(id: string, randomBytes: RandomBytes): PageSecret {
  return withHash(id, Buffer.from(randomBytes(secretBytes)).toString('base64url'));
}

/** Undefined for what is none by its form. */
export function parsePageSecret(text: string): PageSecret | undefined {
  const [, id, secret] = pattern.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? withHash(id, secret) : undefined;
}
