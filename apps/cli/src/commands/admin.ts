import { type Command, usageError } from '../command.js';
import { makeAdminKey } from '../installation/make-admin-key.js';
import { installationEnvironment, installationOptions, readInstallation } from '../installation/read-installation.js';

export const command: Command = {
  usage: 'key create',
  description:
    'Makes a key for /admin/v1 and prints it, this once. Needs the store and the master keys, but no running process; every running\n' +
    'one takes the key within a second.',
  options: installationOptions,
  takesWords: true,
  examples: ['./otpost admin key create', './otpost admin key create --data .otpost'],
  async run(input) {
    if (input.positionals.join(' ') !== 'key create') {
      throw usageError('Say what to do: ./otpost admin key create');
    }
    // Tells everything that is wrong with the configuration before the store is touched.
    readInstallation(input);
    console.log(await makeAdminKey(installationEnvironment(input), 'admin'));
    return 0;
  },
};
