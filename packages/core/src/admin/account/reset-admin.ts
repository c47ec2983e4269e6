import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { changeUser } from '../../user/change-user.js';
import type { AdminRecord } from '../admin-records.js';
import { makeAdminLink } from '../link/admin-link.js';
import { adminUser } from '../session/admin-user.js';
import { endSessions } from '../session/begin-session.js';
import { parseAdminEmail } from './admin-email.js';
import { adminNotFound, changeAdmin } from './change-admin.js';

export async function adminByEmail({ store, settings }: Context, email: string): Promise<AdminRecord> {
  const { hash } = parseAdminEmail(settings.current().keyring, email);
  const [admin] = await store.admins.list({ emailHash: { equals: hash } });
  if (!admin) throw adminNotFound();
  return admin;
}

/**
 * For one who lost everything: password, factors, codes and sessions end, and a link lets them begin anew. Role and name stay.
 * Throws `not_found`.
 */
export async function resetAdmin(context: Context, actor: Actor, admin: AdminRecord): Promise<string> {
  return await audited(context, { actor, action: 'admin.reset', target: admin.id }, async () => {
    await changeAdmin(context, admin.id, () => ({ passwordHash: null, status: 'invited' }));
    const user = await adminUser(context, admin);
    await changeUser(context, user.id, () => ({
      change: { factors: [], recoveryCodes: null, mustReplace: false, failedChecks: 0, lastFailedAt: null },
      result: undefined,
    }));
    await endSessions(context, admin.id);
    return await makeAdminLink(context, 'reset', admin.id);
  });
}
