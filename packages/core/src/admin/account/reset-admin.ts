import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { changeUser } from '../../user/change-user.js';
import { userRecordId } from '../../user/user-id.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';
import { makeAdminLink } from '../link/admin-link.js';
import { endSessions } from '../session/begin-session.js';
import { parseAdminEmail } from './admin-email.js';
import { adminNotFound, changeAdmin } from './change-admin.js';

/** What a command without running processes has. */
export type AdminReset = Pick<Context, 'store' | 'settings' | 'now' | 'randomBytes' | 'publicUrl' | 'warn'>;

async function adminByEmail({ store, settings }: AdminReset, email: string): Promise<AdminRecord> {
  const { hash } = parseAdminEmail(settings.current().keyring, email);
  const [admin] = await store.admins.list({ emailHash: { equals: hash } });
  if (!admin) throw adminNotFound();
  return admin;
}

async function forgetFactors(context: AdminReset, admin: AdminRecord): Promise<void> {
  const userId = userRecordId(context.settings.current().keyring, consoleApplicationId, admin.id);
  if (!(await context.store.users.get(userId))) return;
  const nothing = { factors: [], recoveryCodes: null, mustReplace: false, failedChecks: 0, lastFailedAt: null };
  await changeUser(context, userId, () => ({ change: nothing, result: undefined }));
}

/**
 * For one who lost everything: password, factors, codes and sessions end, and the link that comes back lets them begin anew. Role
 * and name stay. Throws `not_found` for an address that no admin has.
 */
export async function resetAdmin(context: AdminReset, actor: Actor, email: string): Promise<string> {
  const admin = await adminByEmail(context, email);
  return await audited(context, { actor, action: 'admin.reset', target: admin.id }, async () => {
    await changeAdmin(context, admin.id, () => ({ passwordHash: null, status: 'invited' }));
    await forgetFactors(context, admin);
    await endSessions(context, admin.id);
    return await makeAdminLink(context, 'reset', admin.id);
  });
}
