import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { MasterKeys } from '../../keyring/master-keys.js';
import { newKeyRecord } from '../../keyring/new-key-record.js';
import type { ApplicationRecord } from '../../records.js';
import { defaultApplicationSettings } from '../application-settings.js';
import { changeSetting } from '../change-setting.js';
import { insertSetting } from '../stored-setting.js';
import {
  type ApplicationView,
  applicationNameTaken,
  applicationView,
  type CreateApplicationInput,
} from './application-schemas.js';
import { mergeSettings } from './settings-patch.js';

export interface CreateApplication {
  readonly actor: Actor;
  readonly masterKeys: MasterKeys;
  readonly input: CreateApplicationInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

/** Makes an application with a data key of its own. Throws `conflict` when the name is taken. */
export async function createApplication(context: Context, request: CreateApplication): Promise<ApplicationView> {
  const { actor, masterKeys, input } = request;
  const { store, randomBytes } = context;
  const at = context.now();
  const id = request.id ?? newId('app', randomBytes);
  const record: ApplicationRecord = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    changedBy: actor,
    name: input.name,
    settings: mergeSettings(defaultApplicationSettings, input.settings ?? {}),
  };
  // Named after the application, so that a repeated request finds it made.
  const key = newKeyRecord({ id: `${id}-1`, purpose: 'application', applicationId: id, masterKeys, randomBytes, at });
  const stored = await changeSetting(context, {
    actor,
    action: 'application.create',
    target: id,
    write: async () => {
      // The key first: an application without one could not be used, while a key without its application harms nothing.
      await store.keys.insert(key);
      return await insertSetting(store.applications, record, applicationNameTaken);
    },
  });
  return applicationView(stored);
}
