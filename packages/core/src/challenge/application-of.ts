import { OtpostError } from '../errors.js';
import type { ApplicationRecord } from '../records.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';

/** The application that a key belongs to; `unauthenticated` when it was deleted a moment ago. */
export function applicationOf(settings: SettingsSnapshot, applicationId: string): ApplicationRecord {
  const application = settings.applications.get(applicationId);
  if (!application) throw new OtpostError('unauthenticated', 'The application of this key no longer exists');
  return application;
}
