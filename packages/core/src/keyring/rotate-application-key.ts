import type { Actor } from '../audit/actor.js';
import type { Context } from '../context.js';
import { newId } from '../ids.js';
import { changeSetting } from '../settings/change-setting.js';
import { insertSetting, requireSetting } from '../settings/stored-setting.js';
import type { MasterKeys } from './master-keys.js';
import { newKeyRecord } from './new-key-record.js';

export interface RotateApplicationKey {
  readonly actor: Actor;
  readonly masterKeys: MasterKeys;
  readonly applicationId: string;
}

/**
 * A new data key for one application: it seals and digests from now on. The older ones stay, so that pending challenges
 * can be checked and history read.
 */
export async function rotateApplicationKey(
  context: Context,
  rotation: RotateApplicationKey,
): Promise<{ keyId: string }> {
  const { actor, masterKeys, applicationId } = rotation;
  const { store, randomBytes } = context;
  await requireSetting(store.applications, applicationId, 'application');
  const record = newKeyRecord({
    id: newId('key', randomBytes),
    purpose: 'application',
    applicationId,
    masterKeys,
    randomBytes,
    at: context.now(),
  });
  await changeSetting(context, {
    actor,
    action: 'application.rotate_key',
    target: applicationId,
    write: () => insertSetting(store.keys, record, 'This key exists.'),
  });
  return { keyId: record.id };
}
