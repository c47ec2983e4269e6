import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../clock.js';
import type { AdminSessionRecord } from '../admin-records.js';

/** 256 bits (SECURITY J4), so that a fast hash may be kept of them. */
const secretBytes = 32;
const pattern = /^(ses_[0-9a-hj-km-np-tv-z]{26})\.([A-Za-z0-9_-]{43})$/;

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface SessionSecret {
  readonly id: string;
  /** What the cookie holds. */
  readonly text: string;
  readonly hash: string;
}

export function newSessionSecret(id: string, randomBytes: RandomBytes): SessionSecret {
  const secret = Buffer.from(randomBytes(secretBytes)).toString('base64url');
  return { id, text: `${id}.${secret}`, hash: sha256(secret).toString('hex') };
}

/** Undefined for what is none by its form. */
export function parseSessionSecret(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = pattern.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}

export function opensSession(secret: string, session: AdminSessionRecord): boolean {
  return timingSafeEqual(sha256(secret), Buffer.from(session.secretHash, 'hex'));
}
