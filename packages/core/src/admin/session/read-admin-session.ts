import type { Context } from '../../context.js';
import type { AdminRecord, AdminSessionRecord } from '../admin-records.js';
import { idleMilliseconds, seenMilliseconds } from './session-life.js';
import { opensSession, parseSessionSecret } from './session-secret.js';

export interface AdminSession {
  readonly session: AdminSessionRecord;
  readonly admin: AdminRecord;
}

/** Undefined for a cookie that opens nothing any more: signed out, too old, or of an admin who was disabled. */
export async function readAdminSession(
  context: Pick<Context, 'store' | 'now'>,
  text: string,
): Promise<AdminSession | undefined> {
  const { admins, adminSessions } = context.store;
  const parsed = parseSessionSecret(text);
  const session = parsed && (await adminSessions.get(parsed.id));
  const now = context.now();
  if (!parsed || !session || !opensSession(parsed.secret, session)) return undefined;
  if (now >= session.expiresAt || now - session.lastSeenAt >= idleMilliseconds) return undefined;
  const admin = await admins.get(session.adminId);
  if (admin?.status !== 'active') return undefined;
  if (now - session.lastSeenAt < seenMilliseconds) return { session, admin };
  const seen = { ...session, lastSeenAt: now, updatedAt: now, version: session.version + 1 };
  // Stale: another request of the same browser has noted it.
  const noted = (await adminSessions.replace(seen, session.version)) === 'replaced';
  return { session: noted ? seen : session, admin };
}
