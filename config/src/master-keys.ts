import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomBytes } from '@otpost/core/clock';
import type { SealKey } from '@otpost/core/keyring/seal';
import { ConfigError } from './config-error.js';
import { makeKeyFile } from './make-key-file.js';
import { parseMasterKeyList } from './master-key-list.js';
import type { OperatorConfig } from './operator-config.js';

type KeySource = Pick<OperatorConfig, 'masterKeys' | 'masterKeyFile' | 'dataDirectory'>;

/** Where the embedded default keeps its keys. */
export function embeddedKeyFile(dataDirectory: string): string {
  return join(dataDirectory, 'master.key');
}

function keyFileError(problem: string, mend: string): ConfigError {
  return new ConfigError([{ variable: 'OTPOST_MASTER_KEY_FILE', problem, mend }]);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') return undefined;
    throw keyFileError(`cannot be read: ${path} (${reason})`, 'Let the user that runs Otpost read this file');
  }
}

function parseKeyFile(path: string, text: string): readonly SealKey[] {
  const list = parseMasterKeyList(text);
  if ('keys' in list) return list.keys;
  const mend = 'Put back the file from your backup; without its keys nothing that was sealed can be read';
  throw keyFileError(`names ${path}, which is not accepted: ${list.problems.join('; ')}`, mend);
}

/** The embedded file is ours, so its mode is too; a file the operator named may come from a secret store with its own. */
async function refuseOpenFile(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  throw keyFileError(`is open to others than its owner: ${path}`, `Run: chmod 600 ${path}`);
}

/**
 * The master keys, whatever their source: set directly, in a file the operator named, or in the embedded default's key
 * file, which the first process to come makes. A named file must be there: making one for a mistyped path would hide the loss.
 * Throws a ConfigError that names the source and the mend, never a key.
 */
export async function readMasterKeys(source: KeySource, randomBytes: RandomBytes): Promise<readonly SealKey[]> {
  if (source.masterKeys) return source.masterKeys;
  if (source.masterKeyFile) {
    const text = await readIfThere(source.masterKeyFile);
    if (text !== undefined) return parseKeyFile(source.masterKeyFile, text);
    throw keyFileError(`names a file that is not there: ${source.masterKeyFile}`, 'Create it or correct the path');
  }
  const path = embeddedKeyFile(source.dataDirectory);
  if ((await readIfThere(path)) === undefined) await makeKeyFile(path, randomBytes);
  await refuseOpenFile(path);
  return parseKeyFile(path, (await readIfThere(path)) ?? '');
}
