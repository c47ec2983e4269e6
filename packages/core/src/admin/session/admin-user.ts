import type { Context } from '../../context.js';
import { putUser } from '../../user/put-user.js';
import { requireUser, type UserOf } from '../../user/require-user.js';
import { userRecordId } from '../../user/user-id.js';
import type { FactorRecord, UserRecord } from '../../user-records.js';
import { openAdminEmail } from '../account/admin-email.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';

/** The user of the console's application whose factors are the admin's. */
export function userOfAdmin(admin: Pick<AdminRecord, 'id'>): UserOf {
  return { applicationId: consoleApplicationId, externalId: admin.id };
}

/** Made at the first need. The name is what an authenticator app shows as the account. */
export async function adminUser(context: Context, admin: AdminRecord): Promise<UserRecord> {
  const of = userOfAdmin(admin);
  const known = await context.store.users.get(
    userRecordId(context.settings.current().keyring, of.applicationId, admin.id),
  );
  if (known) return known;
  const name = openAdminEmail(context.settings.current().keyring, admin);
  await putUser(context, { ...of, actor: `admin:${admin.id}`, input: { name } });
  return await requireUser(context, of);
}

/** Those that may be shown as a second factor. */
export function factorsOfAdmin(user: UserRecord): readonly FactorRecord[] {
  return user.factors.filter(({ status, type }) => status === 'active' && (type === 'totp' || type === 'passkey'));
}
