import type { Environment } from '@otpost/config/operator-config';
import { OtpostError } from '@otpost/core/errors';
import { type Command, CommandError, usageError } from '../command.js';
import { resetLink, setUpLink } from '../installation/admin-links.js';
import { makeAdminKey } from '../installation/make-admin-key.js';
import { installationEnvironment, installationOptions, readInstallation } from '../installation/read-installation.js';

async function printSetUpLink(environment: Environment): Promise<string> {
  const link = await setUpLink(environment);
  if (link !== null) return link;
  throw new CommandError(
    'There is an admin already, who can invite others. For one who lost everything: ./otpost admin reset EMAIL',
  );
}

async function printResetLink(environment: Environment, email: string): Promise<string> {
  try {
    return await resetLink(environment, email);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'not_found') {
      throw new CommandError(`There is no admin with the address ${email}.`);
    }
    throw error;
  }
}

function actOf(words: readonly string[], environment: Environment): Promise<string> {
  const [first, second, ...rest] = words;
  if (first === 'key' && second === 'create' && rest.length === 0) return makeAdminKey(environment, 'admin');
  if (first === 'set-up' && second === undefined) return printSetUpLink(environment);
  if (first === 'reset' && second !== undefined && rest.length === 0) return printResetLink(environment, second);
  throw usageError('Say what to do: ./otpost admin key create, ./otpost admin set-up or ./otpost admin reset EMAIL');
}

export const command: Command = {
  usage: 'key create | set-up | reset EMAIL',
  description:
    'key create   makes a key for /admin/v1 and prints it, this once\n' +
    'set-up       prints the address that makes the first admin of the console; it works once, for 15 minutes\n' +
    'reset EMAIL  for an admin who lost everything: ends their password, second factors and sessions, and prints the address\n' +
    '             by which they begin anew; it works once, for an hour\n' +
    'Needs the store and the master keys, but no running process. The audit log names it.',
  options: installationOptions,
  takesWords: true,
  examples: [
    './otpost admin key create',
    './otpost admin set-up --data .otpost',
    './otpost admin reset kim@example.com',
  ],
  async run(input) {
    // Tells everything that is wrong with the configuration before the store is touched.
    readInstallation(input);
    console.log(await actOf(input.positionals, installationEnvironment(input)));
    return 0;
  },
};
