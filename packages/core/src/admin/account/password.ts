import { randomBytes as cryptoRandom, scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../clock.js';

/** OWASP Password Storage: scrypt with N = 2^15, r = 8, p = 3, 32 MiB. The cost stands in the hash, so that it can be raised. */
const cost = { log2N: 15, r: 8, p: 3 };
const saltBytes = 16;
const hashBytes = 32;
const mostMemoryBytes = 256 * 1024 * 1024;
const written = /^scrypt\.(\d{1,2})\.(\d{1,2})\.(\d{1,2})\.([\w-]{22})\.([\w-]{43})$/;

type Cost = typeof cost;

function derive(password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** log2N, r, p, maxmem: mostMemoryBytes };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}

export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const salt = Buffer.from(randomBytes(saltBytes));
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.log2N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('.');
}

/** Takes as long where there is no hash: who asks does not learn whether there is such an admin (ASVS 6.3.8). */
export async function isRightPassword(password: string, stored: string | null): Promise<boolean> {
  const [, log2N, r, p, salt = '', hash = ''] = written.exec(stored ?? '') ?? [];
  if (hash === '') {
    await derive(password, cryptoRandom(saltBytes), cost);
    return false;
  }
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(found, Buffer.from(hash, 'base64url'));
}
