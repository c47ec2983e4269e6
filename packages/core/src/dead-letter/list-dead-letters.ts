import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { readPageCursor, writePageCursor } from '../page-cursor.js';
import type { DeadLetterRecord } from '../records.js';
import type { DeadLetterDetail, DeadLetterPage, DeadLetterView, ListDeadLettersInput } from './dead-letter-schemas.js';
import { jobContext } from './keep-dead-letters.js';

function viewDeadLetter(record: DeadLetterRecord): DeadLetterView {
  const { id, kind, status, applicationId, channel, subject, addressMasked, reason, detail, sentAgainAs } = record;
  const createdAt = new Date(record.createdAt).toISOString();
  return {
    id,
    kind,
    status,
    applicationId,
    channel,
    subject,
    to: addressMasked,
    reason,
    detail,
    sentAgainAs,
    createdAt,
  };
}

/** Newest first. Throws `invalid_request` for a cursor that is none. */
export async function listDeadLetters(
  { store }: Pick<Context, 'store'>,
  { application, channel, kind, status, limit, cursor }: ListDeadLettersInput,
): Promise<DeadLetterPage> {
  const where = {
    status: { equals: status },
    ...(application === undefined ? {} : { applicationId: { equals: application } }),
    ...(channel === undefined ? {} : { channel: { equals: channel } }),
    ...(kind === undefined ? {} : { kind: { equals: kind } }),
  };
  const before = cursor === undefined ? {} : { before: readPageCursor(cursor) };
  // One more than asked for tells whether there is another page.
  const found = await store.deadLetters.page(where, { limit: limit + 1, ...before });
  const page = found.slice(0, limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { deadLetters: page.map(viewDeadLetter), nextCursor: last ? writePageCursor(last) : null };
}

/** Throws `not_found`. */
export async function requireDeadLetter({ store }: Pick<Context, 'store'>, id: string): Promise<DeadLetterRecord> {
  const record = await store.deadLetters.get(id);
  if (!record) throw new OtpostError('not_found', 'There is no dead letter with this id');
  return record;
}

/** The data of the job that it is; null for one that is a delivery. */
export function jobOf({ settings }: Pick<Context, 'settings'>, { id, jobSealed }: DeadLetterRecord): unknown {
  return jobSealed === null ? null : JSON.parse(settings.current().keyring.unseal(null, jobContext(id), jobSealed));
}

/** Throws `not_found`. */
export async function getDeadLetter(
  context: Pick<Context, 'store' | 'settings'>,
  id: string,
): Promise<DeadLetterDetail> {
  const record = await requireDeadLetter(context, id);
  return { ...viewDeadLetter(record), job: jobOf(context, record) };
}
