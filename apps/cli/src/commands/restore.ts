import { randomBytes } from 'node:crypto';
import { readMasterKeys } from '@otpost/config/master-keys';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { BackupFault } from '@otpost/store/backup/backup-format';
import { fileLines } from '../backup/file-lines.js';
import { restoreStore } from '../backup/restore-store.js';
import { type Command, CommandError, usageError } from '../command.js';
import { countRunningWorkers } from '../installation/count-running-workers.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { withStore } from '../installation/with-store.js';

const stillRunning =
  'Workers are connected to the Redis of this installation. Stop every API and worker, and restore then: nothing was deleted.';

const afterwards = {
  careful:
    'Recovery codes, trusted devices and mailed links of the backup no longer work, since they may have been used since.\n' +
    'What was revoked since (API keys, app passwords) or removed (users, factors) is back: revoke or remove it again.',
  nothingSince: 'Recovery codes, trusted devices and mailed links work as before.',
};

export const command: Command = {
  usage: 'FILE',
  description:
    'Fills an empty store from a backup. Stop every process of Otpost before. The master keys of the backup must be set. No code works\n' +
    'a second time: time steps of authenticator apps begin at now; recovery codes, trusted devices and mailed links of the backup end.\n' +
    'When it is interrupted no process starts; run it again.',
  options: {
    ...installationOptions,
    force: { type: 'boolean', description: 'delete what the store holds' },
    'nothing-since': {
      type: 'boolean',
      description: 'Otpost has not run since the backup: recovery codes, devices and links stay',
    },
  },
  takesWords: true,
  examples: ['./otpost restore otpost-backup.ndjson', './otpost restore otpost-backup.ndjson --nothing-since'],
  async run(input) {
    const [file, ...more] = input.positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file: ./otpost restore otpost-backup.ndjson');
    const config = readInstallation(input, true);
    const keys = masterKeys(await readMasterKeys(config, (size) => randomBytes(size)));
    const nothingSince = input.values['nothing-since'] === true;
    const force = input.values['force'] === true;
    // An empty store has no process of its own; what --force deletes may be in use.
    if (force && (await countRunningWorkers(config)) > 0) throw new CommandError(stillRunning);
    const terms = { now: Date.now(), nothingSince };
    try {
      const { madeAt, records } = await withStore(config, (store) =>
        restoreStore({ store, masterKeys: keys, lines: () => fileLines(file), terms, force }),
      );
      console.log(`${records} records are restored, as they stood at ${new Date(madeAt).toISOString()}.`);
      console.log(nothingSince ? afterwards.nothingSince : afterwards.careful);
      return 0;
    } catch (error) {
      throw error instanceof BackupFault ? new CommandError(error.message) : error;
    }
  },
};
