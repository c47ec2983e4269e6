import { ConfigError } from '@otpost/config/config-error';
import { OtpostError } from '@otpost/core/errors';
import { MasterKeyError } from '@otpost/core/keyring/master-keys';
import { reasonOf } from '@otpost/process/doctor/finding';
import { CommandError } from './command.js';

const keysMend = 'Set it by OTPOST_MASTER_KEYS or the key file, keeping the older keys after the first.';

/** What the person at the terminal can mend, as one sentence; undefined for a fault of ours, whose stack is wanted. */
export function asCommandError(error: unknown): CommandError | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof ConfigError) return new CommandError(error.message);
  if (error instanceof MasterKeyError) return new CommandError(`${error.message}. ${keysMend}`);
  if (!(error instanceof OtpostError) || error.code !== 'unavailable') return undefined;
  return new CommandError(`${reasonOf(error)}. See what is wrong: ./otpost doctor`);
}
