import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { replaceSetting, requireVersion } from '../../settings/stored-setting.js';
import { deleteUser } from '../../user/delete-user.js';
import type { AdminRecord } from '../admin-records.js';
import { endAdminLinks } from '../link/admin-link.js';
import { userOfAdmin } from '../session/admin-user.js';
import { endSessions } from '../session/begin-session.js';
import type { AdminView, UpdateAdminInput } from './admin-schemas.js';
import { viewAdmin } from './admin-view.js';
import { adminNotFound } from './change-admin.js';
import { requireApplications } from './invite-admin.js';

const rules = (admin: AdminRecord): boolean =>
  admin.role === 'owner' && admin.status === 'active' && admin.applications === null;

/** Somebody must be left who can decide over admins. */
async function requireAnotherOwner({ store }: Context, id: string): Promise<void> {
  const others = (await store.admins.list()).filter((admin) => admin.id !== id && rules(admin));
  if (others.length === 0) throw new OtpostError('policy_forbids', 'The last owner of all applications must stay one');
}

async function requireAdmin({ store }: Context, id: string): Promise<AdminRecord> {
  const admin = await store.admins.get(id);
  if (!admin) throw adminNotFound();
  return admin;
}

function changed(admin: AdminRecord, input: UpdateAdminInput, at: number): AdminRecord {
  const { name = admin.name, role = admin.role, applications = admin.applications, disabled } = input;
  const awake = admin.passwordHash === null ? 'invited' : 'active';
  const status = disabled === undefined ? admin.status : disabled ? 'disabled' : awake;
  return { ...admin, name, role, applications, status, updatedAt: at, version: admin.version + 1 };
}

export interface UpdateAdmin {
  readonly actor: Actor;
  readonly id: string;
  readonly input: UpdateAdminInput;
}

/** Throws `not_found`, `conflict` for another version, and `policy_forbids` when nobody would be left to decide. */
export async function updateAdmin(context: Context, { actor, id, input }: UpdateAdmin): Promise<AdminView> {
  const { keyring } = context.settings.current();
  const view = (one: AdminRecord) => viewAdmin(keyring, one);
  const admin = await requireAdmin(context, id);
  requireVersion(admin, input.version, view);
  requireApplications(context, input.applications ?? null);
  const next = changed(admin, input, context.now());
  if (rules(admin) && !rules(next)) await requireAnotherOwner(context, id);
  const data = { role: next.role, status: next.status };
  const stored = await audited(context, { actor, action: 'admin.update', target: id, data }, () =>
    replaceSetting(context.store.admins, next, { view, taken: 'There is an admin with this address' }),
  );
  if (next.status === 'disabled') await endSessions(context, id);
  return view(stored);
}

/** With their factors, sessions and links. Throws `not_found` and `policy_forbids`. */
export async function deleteAdmin(context: Context, { actor, id }: Omit<UpdateAdmin, 'input'>): Promise<void> {
  const admin = await requireAdmin(context, id);
  if (rules(admin)) await requireAnotherOwner(context, id);
  await audited(context, { actor, action: 'admin.delete', target: id }, async () => {
    await context.store.admins.delete(id);
  });
  await endSessions(context, id);
  await endAdminLinks(context, id);
  await deleteUser(context, { ...userOfAdmin(admin), actor }).catch((error: unknown) => {
    if (!(error instanceof OtpostError && error.code === 'not_found')) throw error;
  });
}
