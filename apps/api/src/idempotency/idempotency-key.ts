import { createHash } from 'node:crypto';
import { invalidField } from '@otpost/core/errors';
import type { Keyring } from '@otpost/core/keyring/keyring';
import type { Caller } from '../authentication/caller.js';
import type { Route } from '../route/route.js';

const printableAscii = /^[\x20-\x7e]{1,255}$/;

/** The name of a request that may be repeated; empty without the header. Throws `invalid_request` for a key that cannot be one. */
export function repeatableName(
  key: string | string[] | undefined,
  caller: Caller | null,
  route: Pick<Route, 'method' | 'path'>,
  keyring: Keyring,
): string {
  if (key === undefined) return '';
  if (typeof key !== 'string' || !printableAscii.test(key)) {
    throw invalidField('Idempotency-Key', 'must be 1 to 255 printable ASCII characters');
  }
  const owner = caller?.applicationId ?? caller?.keyId ?? '';
  return keyring.indexHash('idempotency', owner, `${route.method} ${route.path}`, key);
}

/** Same request: same address and same bytes. */
export function requestHash(path: string, body: Buffer): string {
  return createHash('sha256').update(path).update('\n').update(body).digest('base64url');
}
