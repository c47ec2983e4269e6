import type { Context } from '../../context.js';
import { type ApplicationView, applicationView } from './application-schemas.js';

/** Oldest first. */
export async function listApplications(context: Context): Promise<ApplicationView[]> {
  return (await context.store.applications.list()).map(applicationView);
}
