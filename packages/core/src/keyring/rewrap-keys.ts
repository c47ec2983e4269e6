import type { Clock, RandomBytes } from '../clock.js';
import type { KeyRecord } from '../records.js';
import type { Store } from '../store-port.js';
import { type MasterKeys, unwrapKey, wrapKey } from './master-keys.js';

export interface RewrapResult {
  readonly rewrapped: number;
  /** Keys under an older master key that could not be opened; that master key is still needed. */
  readonly failed: readonly { readonly keyId: string; readonly message: string }[];
}

async function rewrap(
  record: KeyRecord,
  store: Store,
  masterKeys: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Promise<boolean> {
  const bytes = unwrapKey(masterKeys, record.id, record.wrapped);
  const next: KeyRecord = {
    ...record,
    version: record.version + 1,
    updatedAt: now(),
    wrapped: wrapKey(masterKeys, record.id, bytes, randomBytes),
    masterKeyId: masterKeys.current.id,
  };
  return (await store.keys.replace(next, record.version)) === 'replaced';
}

/**
 * Wraps every data key with the current master key; the data keys themselves stay, so that nothing sealed changes. May be
 * stopped and run again, and by several at once. When it reports no failure, older master keys may be taken away.
 */
export async function rewrapKeys(
  store: Store,
  masterKeys: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Promise<RewrapResult> {
  const failed: { keyId: string; message: string }[] = [];
  let rewrapped = 0;
  for (const record of await store.keys.list()) {
    if (record.masterKeyId === masterKeys.current.id) continue;
    try {
      // A stale one was just re-wrapped by somebody else.
      if (await rewrap(record, store, masterKeys, randomBytes, now)) rewrapped += 1;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failed.push({ keyId: record.id, message: error.message });
    }
  }
  return { rewrapped, failed };
}
