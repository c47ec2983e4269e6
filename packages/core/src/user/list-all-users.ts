import type { Context } from '../context.js';
import { requireApplication } from '../settings/require-application.js';
import type { AdminUserView } from './admin-user-schemas.js';
import { viewUsersForAdmin } from './admin-user-view.js';
import { findUsers, type UserPage } from './list-users.js';
import type { ListUsersInput } from './user-schemas.js';

/** For an admin: the users of the application that the filter names, or of all. Throws `not_found` and `invalid_request`. */
export async function listAllUsers(context: Context, input: ListUsersInput): Promise<UserPage<AdminUserView>> {
  if (input.application !== undefined) requireApplication(context, input.application);
  const { users, nextCursor } = await findUsers(context, input.application ?? null, input);
  return { users: await viewUsersForAdmin(context, users), nextCursor };
}
