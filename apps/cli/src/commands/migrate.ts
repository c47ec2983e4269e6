import { readMasterKeys } from '@otpost/config/master-keys';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { rewrapKeys } from '@otpost/core/keyring/rewrap-keys';
import { createRandomBytes } from '@otpost/process/create-random-bytes';
import type { Command } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { withStore } from '../installation/with-store.js';

export const command: Command = {
  usage: '',
  description:
    'Creates the tables or collections and their indexes, or upgrades them, as every process does at its start. Then wraps every data\n' +
    'key with the first of the master keys: after that the older ones may be taken away. Safe to run again, and while Otpost runs.',
  options: installationOptions,
  examples: ['./otpost migrate', 'OTPOST_MONGODB_URL=mongodb://db.example.com/otpost ./otpost migrate'],
  async run(input) {
    const config = readInstallation(input);
    const randomBytes = createRandomBytes();
    const keys = masterKeys(await readMasterKeys(config, randomBytes));
    const { rewrapped, failed } = await withStore(config, async (store) => {
      await store.migrate();
      return await rewrapKeys(store, keys, randomBytes, Date.now);
    });
    console.log(`The store is up to date: ${config.mongodbUrl ? 'MongoDB' : `SQLite in ${config.dataDirectory}`}`);
    if (rewrapped > 0) console.log(`${rewrapped} data keys are now wrapped by the master key "${keys.current.id}".`);
    for (const { message } of failed) console.error(message);
    return failed.length === 0 ? 0 : 1;
  },
};
