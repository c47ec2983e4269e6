import { randomBytes } from 'node:crypto';
import { appendAudit } from '@otpost/core/audit/append-audit';
import { type MasterKeys, unwrapKey } from '@otpost/core/keyring/master-keys';
import { isHalfRestored, markRestore } from '@otpost/core/restore/restore-mark';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import { clearStore, isEmptyStore } from '@otpost/store/backup/clear-store';
import { type BackupEntry, readBackup, readHeader } from '@otpost/store/backup/read-backup';
import { type RestoreTerms, retireEntry } from '@otpost/store/backup/retire-entry';
import { writeEntries } from '@otpost/store/backup/write-entries';
import { CommandError } from '../command.js';

interface RestoreParts {
  readonly store: Store;
  readonly masterKeys: MasterKeys;
  /** Reads the file from its beginning, each time. */
  readonly lines: () => AsyncIterable<string>;
  readonly terms: RestoreTerms;
  /** Delete what the store holds. */
  readonly force: boolean;
}

interface Restored {
  readonly madeAt: number;
  readonly records: number;
}

function checkKey({ collection, record }: BackupEntry, masterKeys: MasterKeys): void {
  if (collection !== 'keys') return;
  try {
    unwrapKey(masterKeys, String(record['id']), String(record['wrapped']));
  } catch (error) {
    throw new CommandError(`${(error as Error).message}. The backup needs the master keys that it was made with.`);
  }
}

/** Reads all of it before anything is touched, and tells when it was made. */
async function checkBackup({ lines, masterKeys }: RestoreParts): Promise<number> {
  let keys = 0;
  for await (const entry of readBackup(lines())) {
    checkKey(entry, masterKeys);
    if (entry.collection === 'keys') keys += 1;
  }
  if (keys === 0) throw new CommandError('The backup holds no data keys, so it is of a store that was never used.');
  for await (const line of lines()) return readHeader(line).madeAt;
  throw new CommandError('The backup was emptied while it was read.');
}

async function refuseFullStore({ store, force }: RestoreParts): Promise<void> {
  if (force || (await isHalfRestored(store)) || (await isEmptyStore(store))) return;
  throw new CommandError('The store is not empty. Restore into an empty one, or delete what it holds by --force.');
}

async function* retiredEntries({ lines, terms }: RestoreParts): AsyncGenerator<BackupEntry> {
  for await (const entry of readBackup(lines())) yield retireEntry(entry, terms);
}

/** The log goes on behind what was restored, and says so. */
async function tellAudit({ store, masterKeys, terms }: RestoreParts, restored: Restored): Promise<void> {
  const now = (): number => terms.now;
  const settings = await loadSettings(store, masterKeys, randomBytes, now);
  const warn = (message: string): void => process.emitWarning(message);
  await appendAudit(
    { store, settings: { current: () => settings }, now, warn },
    {
      applicationId: null,
      actor: 'operator:restore',
      action: 'store.restore',
      target: 'store',
      phase: 'event',
      reason: null,
      data: { ...restored, nothingSince: terms.nothingSince },
    },
  );
}

/**
 * Fills the store from a backup. When it dies midway no process starts on the half of it, and run again it begins anew.
 * Throws a CommandError or a BackupFault before anything is changed when file, keys or store do not fit.
 */
export async function restoreStore(parts: RestoreParts): Promise<Restored> {
  const { store } = parts;
  const madeAt = await checkBackup(parts);
  await store.migrate();
  await refuseFullStore(parts);
  await markRestore(store, 'running');
  await clearStore(store);
  const restored = { madeAt, records: await writeEntries(store, retiredEntries(parts)) };
  await tellAudit(parts, restored);
  await store.raiseSettingsVersion();
  await markRestore(store, 'done');
  return restored;
}
