import type { Context } from '../context.js';
import { requireUser, type UserOf } from './require-user.js';
import type { AdminUserView, UserView } from './user-schemas.js';
import { viewUser, viewUserForAdmin } from './user-view.js';

/** With the addresses whole, as the application gave them. Throws `not_found`. */
export async function getUser(context: Context, request: UserOf): Promise<UserView> {
  const user = await requireUser(context, request);
  return viewUser(context.settings.current().keyring, user, { masked: false });
}

/** Throws `not_found`. */
export async function getUserForAdmin(context: Context, request: UserOf): Promise<AdminUserView> {
  const user = await requireUser(context, request);
  return viewUserForAdmin(context.settings.current().keyring, user);
}
