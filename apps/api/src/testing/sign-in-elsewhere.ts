import { beginSession } from '@otpost/core/admin/session/begin-session';
import { noteSignIn } from '@otpost/core/admin/session/note-sign-in';
import type { Context } from '@otpost/core/context';
import type { MadeAdmin } from './make-admin.js';

/** The same admin in a browser that is new to the account. */
export async function signInElsewhere(context: Context, made: MadeAdmin): Promise<MadeAdmin> {
  const admin = await context.store.admins.get(made.admin.id);
  if (!admin) throw new Error('There is no admin');
  const browser = { name: 'Safari on iPhone', marks: undefined };
  const begun = await beginSession(context, { admin, stage: 'signed_in', browser: browser.name });
  await noteSignIn(context, { admin, session: begun.session.id, by: 'recovery_code', browser });
  return { ...made, session: begun.secret };
}
