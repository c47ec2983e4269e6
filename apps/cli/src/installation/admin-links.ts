import { randomBytes } from 'node:crypto';
import { readMasterKeys } from '@otpost/config/master-keys';
import { type Environment, type OperatorConfig, readConfig } from '@otpost/config/operator-config';
import { hasAdmins } from '@otpost/core/admin/account/list-admins';
import { resetAdmin } from '@otpost/core/admin/account/reset-admin';
import { makeSetUpLink } from '@otpost/core/admin/link/admin-link';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { withStore } from './with-store.js';

const random = (size: number): Buffer => randomBytes(size);

async function withReadyStore<Result>(
  config: OperatorConfig,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const master = masterKeys(await readMasterKeys(config, random));
  return await withStore(config, async (store) => {
    await bootstrap({ store, masterKeys: master, randomBytes: random, now: Date.now });
    return await work(store);
  });
}

/** The address that makes the first admin; null when there is one. One that was printed before no longer works. */
export async function setUpLink(environment: Environment): Promise<string | null> {
  const config = readConfig(environment);
  return await withReadyStore(config, async (store) => {
    if (await hasAdmins({ store })) return null;
    return await makeSetUpLink({ store, now: Date.now, randomBytes: random, publicUrl: config.publicUrl });
  });
}

/** The address by which an admin who lost everything begins anew. Throws `not_found` for an address that no admin has. */
export async function resetLink(environment: Environment, email: string): Promise<string> {
  const config = readConfig(environment);
  const master = masterKeys(await readMasterKeys(config, random));
  return await withReadyStore(config, async (store) => {
    const settings = await loadSettings(store, master, random, Date.now);
    const context = {
      store,
      settings: { current: () => settings, refresh: () => Promise.resolve() },
      now: Date.now,
      randomBytes: random,
      publicUrl: config.publicUrl,
      warn: (message: string) => process.emitWarning(message),
    };
    return await resetAdmin(context, 'operator:admin', email);
  });
}
