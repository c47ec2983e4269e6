import type { RandomBytes } from '../clock.js';
import type { KeyRecord } from '../records.js';
import { type MasterKeys, wrapKey } from './master-keys.js';

/** AES-256 and HMAC-SHA-256 both take 256 bits (NIST SP 800-57 part 1, table 2). */
const dataKeyBytes = 32;

export interface NewKey {
  readonly id: string;
  readonly purpose: KeyRecord['purpose'];
  readonly applicationId: string | null;
  readonly masterKeys: MasterKeys;
  readonly randomBytes: RandomBytes;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A new data key, wrapped by the current master key. */
export function newKeyRecord({ id, purpose, applicationId, masterKeys, randomBytes, at }: NewKey): KeyRecord {
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    purpose,
    applicationId,
    wrapped: wrapKey(masterKeys, id, randomBytes(dataKeyBytes), randomBytes),
    masterKeyId: masterKeys.current.id,
  };
}
