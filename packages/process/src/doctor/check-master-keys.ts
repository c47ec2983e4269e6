import { access } from 'node:fs/promises';
import { ConfigError } from '@otpost/config/config-error';
import { embeddedKeyFile, readMasterKeys } from '@otpost/config/master-keys';
import type { OperatorConfig } from '@otpost/config/operator-config';
import type { RandomBytes } from '@otpost/core/clock';
import { OtpostError } from '@otpost/core/errors';
import type { SealKey } from '@otpost/core/keyring/seal';
import { storeAnswerMilliseconds, within } from '../deadline.js';
import { bad, type Finding, good, reasonOf } from './finding.js';

type KeySource = Pick<OperatorConfig, 'masterKeys' | 'masterKeyFile' | 'dataDirectory'>;

/**
 * Opens the keyring in the store with these keys and changes nothing: resolves when there is no keyring yet, rejects with
 * an error that names the key that is missing or wrong.
 */
export type OpenKeyring = (keys: readonly SealKey[]) => Promise<void>;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether the master keys can be read and open what was sealed with them. Makes no key file. */
export async function checkMasterKeys(
  source: KeySource,
  randomBytes: RandomBytes,
  openKeyring: OpenKeyring,
): Promise<Finding> {
  const embedded = !source.masterKeys && !source.masterKeyFile;
  try {
    if (embedded && !(await exists(embeddedKeyFile(source.dataDirectory)))) {
      // A key of no worth opens nothing: when the keyring wants another one, the file was lost.
      await within(storeAnswerMilliseconds, openKeyring([{ id: 'none', bytes: randomBytes(32) }]));
      return good('master-keys', 'A key file is made in the data directory at the first start');
    }
    const keys = await readMasterKeys(source, randomBytes);
    await within(storeAnswerMilliseconds, openKeyring(keys));
    return good('master-keys', `Master keys: ${keys.map((key) => key.id).join(', ')}`);
  } catch (error) {
    const [violation] = error instanceof ConfigError ? error.violations : [];
    if (violation) return bad('master-keys', `${violation.variable} ${violation.problem}`, violation.mend);
    if (error instanceof OtpostError && error.details.dependency === 'store') {
      return bad('master-keys', `The keyring cannot be read: ${reasonOf(error)}`, 'Mend the store, and look again');
    }
    return bad(
      'master-keys',
      `The master keys do not open the keyring: ${reasonOf(error)}`,
      'Put back the key that is named, by OTPOST_MASTER_KEYS or from a backup of the key file; keep old keys after the first',
    );
  }
}
