import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ApplicationRecord } from '../records.js';

/** The application that an admin names. One that is out of reach is not there: throws `not_found`. */
export function requireApplication({ settings }: Pick<Context, 'settings'>, applicationId: string): ApplicationRecord {
  const application = settings.current().applications.get(applicationId);
  if (!application) throw new OtpostError('not_found', 'There is no application with this id.');
  return application;
}
