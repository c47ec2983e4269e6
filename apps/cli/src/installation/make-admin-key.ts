import { randomBytes } from 'node:crypto';
import { readMasterKeys } from '@otpost/config/master-keys';
import { type Environment, readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { bootstrap } from '@otpost/process/bootstrap';
import { withStore } from './with-store.js';

const random = (size: number): Buffer => randomBytes(size);

/**
 * Makes an admin key in the store that these variables name, for a command that the audit log names. Every process knows it
 * within a second.
 */
export async function makeAdminKey(environment: Environment, command = 'up'): Promise<string> {
  const config = readConfig(environment);
  const master = masterKeys(await readMasterKeys(config, random));
  return await withStore(config, async (store) => {
    const parts = { store, masterKeys: master, randomBytes: random, now: Date.now, adminKeyFor: command };
    const { adminKey } = await bootstrap(parts);
    if (!adminKey) throw new Error('An admin key was asked for, and none was made');
    return adminKey.key;
  });
}
