import { type Reach, reachableApplications } from '../admin/reach.js';
import type { Context } from '../context.js';
import { readPageCursor, writePageCursor } from '../page-cursor.js';
import type { Condition, Where } from '../store-port.js';
import type { AuditRecord } from '../user-records.js';
import type { AuditEntryView, AuditPage, ListAuditInput } from './audit-schemas.js';

const equalTo = (field: keyof AuditRecord, value: string | undefined): Where<AuditRecord> =>
  value === undefined ? {} : { [field]: { equals: value } };

export interface ListAudit {
  readonly reach: Reach;
  readonly input: ListAuditInput;
}

export type AuditFilter = Omit<ListAuditInput, 'limit' | 'cursor'>;

/** Throws `not_found` for an application out of reach. */
export function auditFilter(reach: Reach, input: AuditFilter): Where<AuditRecord> {
  const within = reachableApplications(reach, input.application);
  const created: Condition = {
    ...(input.from === undefined ? {} : { atLeast: Date.parse(input.from) }),
    ...(input.until === undefined ? {} : { below: Date.parse(input.until) }),
  };
  return {
    ...(within === undefined ? {} : { applicationId: { in: within } }),
    ...equalTo('actor', input.actor),
    ...equalTo('action', input.action),
    ...equalTo('target', input.target),
    ...(Object.keys(created).length === 0 ? {} : { createdAt: created }),
  };
}

export function viewAuditEntry(record: AuditRecord): AuditEntryView {
  const { id, createdAt, applicationId, actor, action, target, phase, reason, data } = record;
  return { id, at: new Date(createdAt).toISOString(), applicationId, actor, action, target, phase, reason, data };
}

/**
 * Who changed what, newest first. Throws `invalid_request` for a cursor that is none, `not_found` for an application out of
 * reach.
 */
export async function listAudit({ store }: Pick<Context, 'store'>, { reach, input }: ListAudit): Promise<AuditPage> {
  const before = input.cursor === undefined ? {} : { before: readPageCursor(input.cursor) };
  // One more than asked for tells whether there is another page.
  const found = await store.audit.page(auditFilter(reach, input), { limit: input.limit + 1, ...before });
  const page = found.slice(0, input.limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { entries: page.map(viewAuditEntry), nextCursor: last ? writePageCursor(last) : null };
}
