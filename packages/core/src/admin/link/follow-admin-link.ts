import { z } from 'zod';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { invalidField, OtpostError } from '../../errors.js';
import { openAdminEmail, parseAdminEmail } from '../account/admin-email.js';
import { adminNameSchema } from '../account/admin-schemas.js';
import { changeAdmin } from '../account/change-admin.js';
import { newAdmin } from '../account/new-admin.js';
import { hashPassword } from '../account/password.js';
import { newPasswordSchema } from '../account/password-schema.js';
import type { AdminLinkRecord, AdminRecord } from '../admin-records.js';
import { noteAct } from '../notice/noted-act.js';
import { tellAdmin } from '../notice/tell-admin.js';
import { type BegunSession, beginSession, endSessions } from '../session/begin-session.js';
import { stageAfterPassword } from '../session/sign-in.js';
import { readAdminLink, spendAdminLink } from './admin-link.js';

export const adminLinkTokenSchema = z.strictObject({ token: z.string().min(1).max(200) });

export const followAdminLinkSchema = adminLinkTokenSchema.extend({
  email: z.string().max(400).optional().describe('Of the first admin.'),
  name: adminNameSchema.optional(),
  password: newPasswordSchema,
});
export type FollowAdminLinkInput = z.infer<typeof followAdminLinkSchema>;

export interface AdminLinkView {
  readonly kind: AdminLinkRecord['kind'];
  /** Null for the set-up, where they are asked. */
  readonly email: string | null;
  readonly name: string | null;
}

function linkIsOver(): OtpostError {
  return new OtpostError(
    'not_found',
    'This link does not work, or no longer: it may have been used, replaced or too old',
  );
}

async function requireLink(context: Context, token: string): Promise<AdminLinkRecord> {
  const link = await readAdminLink(context, token);
  if (!link) throw linkIsOver();
  return link;
}

/** What the page says before anything is chosen. */
export async function lookAtAdminLink(context: Context, token: string): Promise<AdminLinkView> {
  const { kind, adminId } = await requireLink(context, token);
  if (adminId === null) return { kind, email: null, name: null };
  const admin = await context.store.admins.get(adminId);
  if (!admin) throw linkIsOver();
  return { kind, email: openAdminEmail(context.settings.current().keyring, admin), name: admin.name };
}

async function makeFirstAdmin(
  context: Context,
  input: FollowAdminLinkInput,
  passwordHash: string,
): Promise<AdminRecord> {
  const { keyring } = context.settings.current();
  if (input.email === undefined) throw invalidField('email', 'is needed');
  if (input.name === undefined) throw invalidField('name', 'is needed');
  const email = parseAdminEmail(keyring, input.email);
  const admin = newAdmin(context, { email, name: input.name, role: 'owner', applications: null, passwordHash });
  if ((await context.store.admins.insert(admin)) === 'inserted') return admin;
  throw new OtpostError('conflict', 'There is an admin with this address');
}

async function choosePassword(
  context: Context,
  adminId: string,
  { name }: FollowAdminLinkInput,
  passwordHash: string,
): Promise<AdminRecord> {
  const own = name === undefined ? {} : { name };
  return await changeAdmin(context, adminId, () => ({ ...own, passwordHash, status: 'active' }));
}

/**
 * Uses a link, once: the password is chosen, and a session begins in which the second factor is set up next. Throws `not_found` for
 * a link that is over, and `invalid_request`.
 */
export async function followAdminLink(
  context: Context,
  input: FollowAdminLinkInput,
  browser: string,
): Promise<BegunSession> {
  const link = await requireLink(context, input.token);
  const { kind, adminId } = link;
  if (adminId === null) parseAdminEmail(context.settings.current().keyring, input.email ?? '');
  const passwordHash = await hashPassword(input.password, context.randomBytes);
  const target = adminId ?? 'first-admin';
  // An invitation, or the set-up, is the first password of all.
  const noted = kind === 'reset' ? ({ kind: 'admin_password', act: link.id } as const) : undefined;
  const data = noted ? noteAct(noted) : {};
  const action = { actor: `link:${kind}`, action: `admin.${kind}`, target, data };
  const admin = await audited(context, action, async () => {
    if (!(await spendAdminLink(context, link))) throw linkIsOver();
    if (adminId === null) return await makeFirstAdmin(context, input, passwordHash);
    return await choosePassword(context, adminId, input, passwordHash);
  });
  await endSessions(context, admin.id);
  if (noted) await tellAdmin(context, admin, noted);
  return await beginSession(context, { admin, stage: await stageAfterPassword(context, admin), browser });
}
