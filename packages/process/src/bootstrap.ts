import { ensureConsoleApplication } from '@otpost/core/admin/console-application';
import type { Clock, RandomBytes } from '@otpost/core/clock';
import { ensureInstallationKeys } from '@otpost/core/keyring/ensure-installation-keys';
import type { MasterKeys } from '@otpost/core/keyring/master-keys';
import { createAdminKey, type NewAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';

export interface Bootstrap {
  readonly store: Store;
  readonly masterKeys: MasterKeys;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
  /** The command that asks for an admin key, for the audit log: `up`. Left out: no key is made. */
  readonly adminKeyFor?: string;
}

/**
 * Makes a store ready for use: tables and indexes, the keys of the installation, and an admin key when one is asked for,
 * which is handed back this once. Every process may run it at its start, at the same time as others. Throws an error that
 * names the key when the master keys are not the ones that this store was made with, or when the store is half restored.
 */
export async function bootstrap(parts: Bootstrap): Promise<{ readonly adminKey: NewAdminKey | undefined }> {
  const { store, masterKeys, randomBytes, now, adminKeyFor } = parts;
  await store.migrate();
  await ensureInstallationKeys(store, masterKeys, randomBytes, now);
  await ensureConsoleApplication(store, masterKeys, randomBytes, now);
  if (adminKeyFor === undefined) return { adminKey: undefined };
  const settings = await loadSettings(store, masterKeys, randomBytes, now);
  const warn = (message: string) => process.emitWarning(message);
  const making = {
    actor: `operator:${adminKeyFor}`,
    store,
    settings: { current: () => settings },
    randomBytes,
    now,
    warn,
  };
  return { adminKey: await createAdminKey(making) };
}
