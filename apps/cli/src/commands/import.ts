import { readFileSync } from 'node:fs';
import { fileLines } from '../backup/file-lines.js';
import { type Command, CommandError, type CommandInput, usageError } from '../command.js';
import { importUsers } from '../import/import-users.js';
import { requireRunning } from '../up/dev-file.js';
import { dataPaths, readDataDirectory } from '../up/up-plan.js';

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CommandError(`The key file cannot be read: ${(error as Error).message}`);
  }
}

/** A running `up`, or any API with a key from a file: a key in the command line would be seen by everybody on the machine. */
function readPlace(input: CommandInput): { apiUrl: string; apiKey: string } {
  const { url, 'key-file': keyFile } = input.values;
  if (typeof url === 'string' && typeof keyFile === 'string') return { apiUrl: url, apiKey: readKey(keyFile) };
  if (url !== undefined || keyFile !== undefined) throw usageError('--url and --key-file go together');
  return requireRunning(dataPaths(readDataDirectory(input)).devFile);
}

export const command: Command = {
  usage: 'FILE',
  description:
    'Takes users and their authenticator apps over from another system. FILE holds a JSON object a line:\n' +
    '{"user":"ada","email":"ada@example.com","totp":{"secret":"JBSW...","name":"Phone"}}. Bad lines are named and the others go in;\n' +
    'the same file may be imported again. The key needs the scopes users and users.admin.',
  options: {
    data: { type: 'string', value: 'DIR', description: 'the data directory of a running up (default .otpost)' },
    url: { type: 'string', value: 'URL', description: 'another API in its place; needs --key-file' },
    'key-file': { type: 'string', value: 'FILE', description: 'a file with the key of the application' },
    'dry-run': { type: 'boolean', description: 'read and check the lines, send nothing' },
  },
  takesWords: true,
  examples: ['./otpost import users.ndjson --dry-run', './otpost import users.ndjson'],
  async run(input) {
    const [file, ...more] = input.positionals;
    if (file === undefined || more.length > 0) throw usageError('Name one file: ./otpost import users.ndjson');
    const isDryRun = input.values['dry-run'] === true;
    const place = isDryRun ? { apiUrl: '', apiKey: '' } : readPlace(input);
    const complain = (text: string): void => console.error(text);
    const result = await importUsers({ ...place, isDryRun, complain, tellProgress: complain }, fileLines(file));
    const { users, factors, alreadyThere, refused } = result;
    const verb = isDryRun ? 'would be imported' : 'imported';
    console.log(
      `${users} users ${verb}, ${factors} authenticator apps; ${alreadyThere} were there; ${refused} lines refused`,
    );
    return refused === 0 ? 0 : 1;
  },
};
