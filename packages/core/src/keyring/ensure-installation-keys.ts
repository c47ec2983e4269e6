import type { Clock, RandomBytes } from '../clock.js';
import { isHalfRestored } from '../restore/restore-mark.js';
import type { Store } from '../store-port.js';
import { type MasterKeys, unwrapKey } from './master-keys.js';
import { newKeyRecord } from './new-key-record.js';

/** Fixed ids: whoever inserts first makes the key, and all others take it. */
const installationKeys = [
  { id: 'installation-1', purpose: 'installation' },
  { id: 'index-1', purpose: 'index' },
] as const;

/**
 * Makes the keys of the installation unless they are there; safe from many processes at once. Throws an error that names
 * the key when one is there that the master keys do not open, and for a store that is half restored: its keys are yet to come.
 */
export async function ensureInstallationKeys(
  store: Store,
  masterKeys: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Promise<void> {
  if (await isHalfRestored(store)) {
    throw new Error('A restore of this store has not ended. When it was interrupted, run ./otpost restore again');
  }
  for (const { id, purpose } of installationKeys) {
    const made = newKeyRecord({ id, purpose, applicationId: null, masterKeys, randomBytes, at: now() });
    const record = (await store.keys.get(id)) ?? ((await store.keys.insert(made)) === 'inserted' ? made : undefined);
    const standing = record ?? (await store.keys.get(id));
    if (!standing) throw new Error(`The key "${id}" can be neither made nor read`);
    unwrapKey(masterKeys, id, standing.wrapped);
  }
}
