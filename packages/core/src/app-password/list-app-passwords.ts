import type { Context } from '../context.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import { activeAppPasswords } from './active-app-passwords.js';
import { type AppPasswordView, viewAppPassword } from './app-password-schemas.js';

/** Oldest first, without a password. Throws `not_found`. */
export async function listAppPasswords(context: Context, of: UserOf): Promise<AppPasswordView[]> {
  const user = await requireUser(context, of);
  return (await activeAppPasswords(context, user.id)).map(viewAppPassword);
}
