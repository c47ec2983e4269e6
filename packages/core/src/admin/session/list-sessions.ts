import { z } from 'zod';
import { audited } from '../../audit/audited.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import type { AdminSession } from './read-admin-session.js';

export const ownSessionsSchema = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: z.string(),
      browser: z.string(),
      isThis: z.boolean(),
      createdAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
    }),
  ),
});
export type OwnSessions = z.infer<typeof ownSessionsSchema>;

const isoTime = (at: number): string => new Date(at).toISOString();

/** Those of the admin that may still be used (SECURITY J12). */
export async function listSessions(context: Context, { admin, session }: AdminSession): Promise<OwnSessions> {
  const all = await context.store.adminSessions.list({ adminId: { equals: admin.id } });
  const open = all.filter(({ expiresAt, stage }) => expiresAt > context.now() && stage === 'signed_in');
  return {
    sessions: open.map(({ id, browser, createdAt, lastSeenAt }) => ({
      id,
      browser,
      isThis: id === session.id,
      createdAt: isoTime(createdAt),
      lastSeenAt: isoTime(lastSeenAt),
    })),
  };
}

/** Throws `not_found` for one of somebody else. */
export async function endOwnSession(context: Context, { admin }: AdminSession, id: string): Promise<void> {
  const { adminSessions } = context.store;
  const session = await adminSessions.get(id);
  if (session?.adminId !== admin.id) throw new OtpostError('not_found', 'You have no such session');
  await audited(context, { actor: `admin:${admin.id}`, action: 'admin.end_session', target: admin.id }, () =>
    adminSessions.delete(id),
  );
}
