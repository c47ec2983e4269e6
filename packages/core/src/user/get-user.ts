import type { Context } from '../context.js';
import { requireUser, type UserOf } from './require-user.js';
import type { UserView } from './user-schemas.js';
import { viewUser } from './user-view.js';

/** With the addresses whole, as the application gave them. Throws `not_found`. */
export async function getUser(context: Context, request: UserOf): Promise<UserView> {
  const user = await requireUser(context, request);
  return viewUser(context.settings.current().keyring, user, { masked: false });
}
