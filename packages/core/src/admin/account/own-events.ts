import { z } from 'zod';
import { auditEntryViewSchema } from '../../audit/audit-schemas.js';
import { viewAuditEntry } from '../../audit/list-audit.js';
import type { Context } from '../../context.js';
import { userRecordId } from '../../user/user-id.js';
import { consoleApplicationId } from '../console-application.js';
import type { AdminSession } from '../session/read-admin-session.js';

const shown = 15;
/** Twice as many: what was only intended, or refused, is left out. */
const read = 60;

const ownEventSchema = auditEntryViewSchema.pick({ id: true, at: true, action: true, actor: true, data: true });

export const ownEventsSchema = z.strictObject({ events: z.array(ownEventSchema).describe('Newest first.') });
export type OwnEvents = z.infer<typeof ownEventsSchema>;

/** What happened to the account of an admin and its second factors, as the audit log has it: the same as they are mailed. */
export async function listOwnEvents(
  { store, settings }: Pick<Context, 'store' | 'settings'>,
  { admin }: Pick<AdminSession, 'admin'>,
): Promise<OwnEvents> {
  const userId = userRecordId(settings.current().keyring, consoleApplicationId, admin.id);
  const found = await store.audit.page({ target: { in: [admin.id, userId] } }, { limit: read });
  const happened = found.filter(({ phase }) => phase === 'done' || phase === 'event').slice(0, shown);
  return {
    events: happened.map(viewAuditEntry).map(({ id, at, action, actor, data }) => ({ id, at, action, actor, data })),
  };
}
