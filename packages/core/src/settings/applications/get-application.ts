import type { Context } from '../../context.js';
import { requireSetting } from '../stored-setting.js';
import { type ApplicationView, applicationView } from './application-schemas.js';

/** Throws `not_found`. */
export async function getApplication(context: Context, { id }: { readonly id: string }): Promise<ApplicationView> {
  return applicationView(await requireSetting(context.store.applications, id, 'application'));
}
