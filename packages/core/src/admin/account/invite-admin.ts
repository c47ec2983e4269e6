import type { Actor } from '../../audit/actor.js';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { invalidField, OtpostError } from '../../errors.js';
import { sendNotice } from '../../notice/send-notice.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';
import { adminLinkMinutes, makeAdminLink } from '../link/admin-link.js';
import { mailAddressOf } from '../notice/admin-address.js';
import { parseAdminEmail } from './admin-email.js';
import type { InviteAdminInput, InvitedAdmin } from './admin-schemas.js';
import { viewAdmin } from './admin-view.js';
import { adminNotFound } from './change-admin.js';
import { newAdmin } from './new-admin.js';

/** Throws `invalid_request` for an application that there is not. */
export function requireApplications(context: Context, applications: readonly string[] | null): void {
  const known = context.settings.current().applications;
  const unknown = applications?.find((id) => !known.has(id) || id === consoleApplicationId);
  if (unknown !== undefined) throw invalidField('applications', `there is no application ${unknown}`);
}

/** By mail where one can be sent; else the link itself, for the owner to hand over. */
async function handOver(context: Context, admin: AdminRecord): Promise<InvitedAdmin> {
  const { keyring } = context.settings.current();
  const url = await makeAdminLink(context, 'invitation', admin.id);
  const view = viewAdmin(keyring, admin);
  const to = mailAddressOf(context, admin);
  if (!to) return { admin: view, url };
  await sendNotice(context, {
    applicationId: consoleApplicationId,
    to,
    locale: null,
    facts: { kind: 'invitation', url, minutes: adminLinkMinutes.invitation },
  });
  return { admin: view, url: null };
}

export interface InviteAdmin {
  readonly actor: Actor;
  readonly input: InviteAdminInput;
}

/** Throws `conflict` when there is an admin with this address, and `invalid_request`. */
export async function inviteAdmin(context: Context, { actor, input }: InviteAdmin): Promise<InvitedAdmin> {
  const { keyring } = context.settings.current();
  const email = parseAdminEmail(keyring, input.email);
  requireApplications(context, input.applications);
  const { name, role, applications } = input;
  const admin = newAdmin(context, { email, name, role, applications, passwordHash: null });
  await audited(context, { actor, action: 'admin.invite', target: admin.id, data: { role } }, async () => {
    if ((await context.store.admins.insert(admin)) === 'inserted') return;
    throw new OtpostError('conflict', 'There is an admin with this address');
  });
  return await handOver(context, admin);
}

/** A new link; the one before no longer works. Throws `conflict` for one who has accepted. */
export async function inviteAgain(context: Context, actor: Actor, id: string): Promise<InvitedAdmin> {
  const admin = await context.store.admins.get(id);
  if (!admin) throw adminNotFound();
  if (admin.status !== 'invited') throw new OtpostError('conflict', 'This admin has accepted the invitation');
  return await audited(context, { actor, action: 'admin.invite', target: id }, () => handOver(context, admin));
}
