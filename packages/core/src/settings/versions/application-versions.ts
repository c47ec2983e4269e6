import { ZodError } from 'zod';
import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { invalidRequest } from '../../errors.js';
import type { ApplicationRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import type { ApplicationSettings } from '../application-settings.js';
import { type ApplicationView, applicationView } from '../applications/application-schemas.js';
import { readStoredSettings } from '../applications/read-stored-settings.js';
import { updateApplication } from '../applications/update-application.js';
import type { VersionContent } from './field-changes.js';
import { requireHistory, requireKept, type VersionedCollection } from './kept-versions.js';
import { listVersions } from './list-versions.js';
import type { ListVersionsInput, RollBackInput, SettingVersionPage } from './version-schemas.js';

const applicationsOf = ({ applications }: Store): VersionedCollection<ApplicationRecord> => ({
  kind: 'application',
  collection: applications,
});

/** With the defaults of today for what an older version did not know: those held for it. */
function completed(settings: ApplicationSettings): ApplicationSettings {
  try {
    return readStoredSettings(settings);
  } catch {
    return settings;
  }
}

const applicationContent = ({ name, settings }: ApplicationRecord): VersionContent => ({
  visible: { name, settings: completed(settings) },
  secrets: {},
});

/** Throws `not_found`. */
export async function listApplicationVersions(
  { store }: Context,
  { id, input }: { readonly id: string; readonly input: ListVersionsInput },
): Promise<SettingVersionPage> {
  return await listVersions(store, { of: applicationsOf(store), id, input, contentOf: applicationContent });
}

function settingsOfToday(kept: ApplicationRecord): ApplicationSettings {
  try {
    return readStoredSettings(kept.settings);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw invalidRequest(
      error.issues.map(({ path, message }) => ({ field: ['settings', ...path].map(String).join('.'), message })),
    );
  }
}

export interface RollBackApplication {
  readonly actor: Actor;
  readonly id: string;
  readonly input: RollBackInput;
}

/** A new version with the content of an older one. Throws `not_found`, `conflict`, and `invalid_request` for what is out of bounds today. */
export async function rollBackApplication(context: Context, request: RollBackApplication): Promise<ApplicationView> {
  const { actor, id, input } = request;
  const { toVersion, version } = input;
  const history = await requireHistory(context.store, applicationsOf(context.store), id);
  const kept = await requireKept(context.store, history, input, applicationView);
  const change = { version, name: kept.name, settings: settingsOfToday(kept) };
  return await updateApplication(context, { actor, id, input: change, rolledBack: { toVersion } });
}
