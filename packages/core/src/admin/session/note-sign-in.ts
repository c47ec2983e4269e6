import { appendAudit } from '../../audit/append-audit.js';
import type { Context } from '../../context.js';

/** It has happened, so a log that cannot be written changes nothing (SECURITY H7: traffic goes on, settings do not). */
export async function noteSignIn(context: Context, adminId: string, by: string): Promise<void> {
  const entry = { applicationId: null, actor: `admin:${adminId}`, action: 'admin.sign_in', target: adminId } as const;
  try {
    await appendAudit(context, { ...entry, phase: 'event', reason: null, data: { by } });
  } catch (error) {
    context.warn('A sign-in could not be recorded in the audit log', { admin: adminId, error });
  }
}
