import type { Condition } from '../store-port.js';
import type { AuditRecord } from '../user-records.js';
import { type AuditContext, auditId, auditSequence, isAuditId } from './append-audit.js';

/** Entries that follow each other and were found to be as they were written. */
export interface SoundEntries {
  readonly first: number;
  readonly last: number;
  readonly bySequence: ReadonlyMap<number, AuditRecord>;
  /** When the entry before them was written; undefined when they begin the log. */
  readonly after: number | undefined;
  /** The last one of the log when the walk began, and when it was written. */
  readonly end: { readonly sequence: number; readonly createdAt: number };
}

/** Everything that claims to be of their time, whatever its number. */
function timeOf({ last, bySequence, after, end }: SoundEntries): Condition | undefined {
  const until = bySequence.get(last)?.createdAt;
  const from = after === undefined ? {} : { atLeast: after };
  const time = last === end.sequence || until === undefined ? from : { ...from, atMost: until };
  return Object.keys(time).length === 0 ? undefined : time;
}

/** An entry beside theirs is another one of the same time, or one that was appended since the walk began. */
async function isOneOfOthers(
  { store }: Pick<AuditContext, 'store'>,
  { end }: SoundEntries,
  record: AuditRecord,
): Promise<boolean> {
  if (auditSequence(record.id) > end.sequence) return record.createdAt >= end.createdAt;
  // A row that only its text calls so is not what is stored under that id.
  return (await store.audit.get(record.id))?.hash === record.hash;
}

async function belongs(
  context: Pick<AuditContext, 'store'>,
  sound: SoundEntries,
  record: AuditRecord,
): Promise<boolean> {
  if (!isAuditId(record.id)) return false;
  const ours = sound.bySequence.get(auditSequence(record.id));
  return ours ? ours.hash === record.hash : await isOneOfOthers(context, sound, record);
}

/** That whose number it claims, else the first that is not older. */
function besideWhich({ first, last, bySequence }: SoundEntries, row: AuditRecord): number {
  if (bySequence.has(auditSequence(row.id))) return auditSequence(row.id);
  let beside = first;
  while (beside < last && (bySequence.get(beside)?.createdAt ?? 0) < row.createdAt) beside += 1;
  return beside;
}

/** The number of the entry beside which a row stands that is no entry of the chain; undefined when there is none. */
export async function findInserted(
  context: Pick<AuditContext, 'store'>,
  sound: SoundEntries,
): Promise<number | undefined> {
  const time = timeOf(sound);
  const rows = await context.store.audit.list(time ? { createdAt: time } : {});
  // No bound finds what is of no time.
  const timeless =
    time && sound.after === undefined ? await context.store.audit.list({ createdAt: { equals: null } }) : [];
  for (const row of [...timeless, ...rows]) {
    if (!(await belongs(context, sound, row))) return besideWhich(sound, row);
  }
  return undefined;
}

/** When an entry was written; undefined when it is not there. */
export async function writtenAt({ store }: Pick<AuditContext, 'store'>, sequence: number): Promise<number | undefined> {
  return sequence < 1 ? undefined : (await store.audit.get(auditId(sequence)))?.createdAt;
}
