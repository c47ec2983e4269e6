import { appendAudit } from '../../audit/append-audit.js';
import type { Context } from '../../context.js';
import type { AdminRecord } from '../admin-records.js';
import { noteAct } from '../notice/noted-act.js';
import { tellAdmin } from '../notice/tell-admin.js';
import { isKnownBrowser, type SigningBrowser } from './known-browser.js';

export interface SignedIn {
  /** As before it. */
  readonly admin: AdminRecord;
  /** Id of the session that began. */
  readonly session: string;
  /** Id of the factor, or `recovery_code`. */
  readonly by: string;
  readonly browser: SigningBrowser;
}

/**
 * Tells the admin of a browser that is new to the account; of the first one of all nobody is. It has happened, so a log that cannot be
 * written changes nothing (SECURITY H7: traffic goes on, settings do not).
 */
export async function noteSignIn(context: Context, { admin, session, by, browser }: SignedIn): Promise<void> {
  const { id } = admin;
  const isNew = admin.lastSignInAt !== null && !isKnownBrowser(context, admin, browser.marks);
  const entry = { applicationId: null, actor: `admin:${id}`, action: 'admin.sign_in', target: id } as const;
  const noted = { kind: 'admin_sign_in', act: session } as const;
  const data = { by, browser: browser.name, ...(isNew ? { newBrowser: true, ...noteAct(noted) } : {}) };
  try {
    await appendAudit(context, { ...entry, phase: 'event', reason: null, data });
  } catch (error) {
    context.warn('A sign-in could not be recorded in the audit log', { admin: id, error });
  }
  if (isNew) await tellAdmin(context, admin, { ...noted, subject: browser.name });
}
