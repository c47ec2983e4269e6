import { backupLines } from '@otpost/store/backup/backup-lines';
import { writeBackupFile } from '../backup/write-backup-file.js';
import { type Command, CommandError, usageError } from '../command.js';
import { installationOptions, readInstallation } from '../installation/read-installation.js';
import { hasStore, withStore } from '../installation/with-store.js';

export const command: Command = {
  usage: 'FILE',
  description:
    'Writes all that the store holds to a new FILE, which only its owner may read. May be run while Otpost runs. The file is the same\n' +
    'for SQLite and MongoDB. The master keys are not in it: without them it opens nothing, so keep them too, in another place.',
  options: installationOptions,
  takesWords: true,
  examples: ['./otpost backup otpost-backup.ndjson', './otpost backup otpost-backup.ndjson --data .otpost'],
  async run(input) {
    const [file, ...more] = input.positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file: ./otpost backup otpost-backup.ndjson');
    const config = readInstallation(input);
    if (!hasStore(config)) throw new CommandError(`There is no store in ${config.dataDirectory}.`);
    const bytes = await withStore(config, async (store) => {
      await store.migrate();
      return await writeBackupFile(file, backupLines(store, Date.now()));
    });
    console.log(`${file} holds the store, ${bytes} bytes. The master keys are not in it: keep them apart.`);
    return 0;
  },
};
