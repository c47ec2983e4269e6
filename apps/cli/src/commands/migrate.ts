import type { Command } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { withStore } from '../installation/with-store.js';

export const command: Command = {
  usage: '',
  description:
    'Creates the tables or collections and their indexes, or upgrades them. Safe to run again, and while Otpost runs. Every process\n' +
    'does it at its start, too; this is for those who want it before.',
  options: installationOptions,
  examples: ['./otpost migrate', 'OTPOST_MONGODB_URL=mongodb://db.example.com/otpost ./otpost migrate'],
  async run(input) {
    const config = readInstallation(input);
    await withStore(config, (store) => store.migrate());
    console.log(`The store is up to date: ${config.mongodbUrl ? 'MongoDB' : `SQLite in ${config.dataDirectory}`}`);
    return 0;
  },
};
