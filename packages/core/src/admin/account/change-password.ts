import { z } from 'zod';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { invalidField } from '../../errors.js';
import type { AdminRecord } from '../admin-records.js';
import { noteAct } from '../notice/noted-act.js';
import { tellAdmin } from '../notice/tell-admin.js';
import { endSessions } from '../session/begin-session.js';
import type { AdminSession } from '../session/read-admin-session.js';
import { changeAdmin } from './change-admin.js';
import { hashPassword, isRightPassword } from './password.js';
import { newPasswordSchema, passwordSchema } from './password-schema.js';

export const changePasswordSchema = z.strictObject({ current: passwordSchema, next: newPasswordSchema });

/** Ends all other sessions (SECURITY J4), and tells the admin. The second factor is fresh, which keeps guesses at `current` few. */
export async function changePassword(
  context: Context,
  { admin, session }: AdminSession,
  { current, next }: z.infer<typeof changePasswordSchema>,
): Promise<AdminRecord> {
  if (!(await isRightPassword(current, admin.passwordHash))) throw invalidField('current', 'is not your password');
  const passwordHash = await hashPassword(next, context.randomBytes);
  const noted = { kind: 'admin_password', act: `${session.id}.${context.now()}` } as const;
  const action = { actor: `admin:${admin.id}`, action: 'admin.password', target: admin.id, data: noteAct(noted) };
  const changed = await audited(context, action, () => changeAdmin(context, admin.id, () => ({ passwordHash })));
  await endSessions(context, admin.id, session.id);
  await tellAdmin(context, changed, noted);
  return changed;
}
