import { z } from 'zod';
import { shardCount } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';

/** The application's own id of a user: any one line of text. */
export const externalUserIdSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'must be one line of text');

const prefix = 'usr_';

/** The id of the record: a keyed hash, so that an id which is an address stands nowhere readable. */
export function userRecordId(keyring: Keyring, applicationId: string, externalId: string): string {
  return prefix + keyring.indexHash('user', applicationId, externalId.normalize('NFC'));
}

/** Whether this could be the id of a record: 22 characters of base64url after the prefix. */
export function isUserRecordId(id: string): boolean {
  return /^usr_[A-Za-z0-9_-]{22}$/.test(id);
}

/** Where the challenges of a user live that have no address. */
export function userShard(userId: string): number {
  const [firstByte = 0] = Buffer.from(userId.slice(prefix.length, prefix.length + 2), 'base64url');
  return firstByte % shardCount;
}
