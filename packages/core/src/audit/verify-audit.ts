import type { AuditRecord } from '../user-records.js';
import { type AuditContext, auditId, auditSequence, isAuditId } from './append-audit.js';
import { type AuditCheckpoint, readCheckpoint } from './audit-checkpoint.js';
import { auditHash } from './audit-hash.js';
import type { VerifiedPart } from './audit-schemas.js';
import { findInserted, writtenAt } from './find-inserted.js';

const pageSize = 500;

export type AuditFault =
  /** The entry says something else than when it was written. */
  | 'edited'
  /** There is no entry with this number, and there are later ones. */
  | 'missing'
  /** It stands in another place than when it was written. */
  | 'reordered'
  /** Beside it stands a row that is no entry of the chain. */
  | 'inserted'
  /** The chain ends before an entry that is known to have been there. */
  | 'truncated'
  /** The checkpoint was written by somebody without the keys. */
  | 'forged_checkpoint';

export type VerifiedAudit =
  | {
      readonly kind: 'whole';
      readonly entries: number;
      /** Null: no checkpoint was written yet, so entries cut from the end could not be missed. */
      readonly checkpoint: AuditCheckpoint | null;
      /** To keep outside, and give to the next verification. */
      readonly end: AuditCheckpoint | null;
    }
  | { readonly kind: 'broken'; readonly fault: AuditFault; readonly sequence: number };

type Chain = Pick<AuditContext, 'store' | 'settings'>;

async function readPage(context: Chain, first: number): Promise<Map<number, AuditRecord>> {
  const ids = Array.from({ length: pageSize }, (_, place) => auditId(first + place));
  const records = await context.store.audit.list({ id: { in: ids } });
  return new Map(records.map((record) => [auditSequence(record.id), record]));
}

function isUntouched(context: Chain, record: AuditRecord): boolean {
  const { hash, ...unsigned } = record;
  return auditHash(context.settings.current().keyring, unsigned) === hash;
}

/** An entry that follows another one than it stands behind was moved; any other that does not fit was edited. */
function judge(
  context: Chain,
  record: AuditRecord,
  previousHash: string,
  page: ReadonlyMap<number, AuditRecord>,
): AuditFault | undefined {
  const follows = record.previousHash === previousHash;
  if (follows) return isUntouched(context, record) ? undefined : 'edited';
  const comesLater = [...page.values()].some((other) => other !== record && other.hash === record.previousHash);
  return comesLater || isUntouched(context, record) ? 'reordered' : 'edited';
}

/** The highest number that is stored, whatever has been done to times. */
async function lastSequence(context: Chain): Promise<number> {
  const newest = await context.store.audit.page({}, { limit: pageSize });
  return Math.max(0, ...newest.filter(({ id }) => isAuditId(id)).map(({ id }) => auditSequence(id)));
}

interface Stretch {
  readonly first: number;
  readonly last: number;
  /** Of the entry before the first. */
  readonly previousHash: string;
  readonly checkpoints: readonly AuditCheckpoint[];
  /** The last entry of the log when the walk began. */
  readonly entries: number;
}

type Broken = Extract<VerifiedAudit, { kind: 'broken' }>;

/** The first entry of a page that is not as it was written, or the hash of the last one. */
function walkPage(
  context: Chain,
  { first, last, previousHash, checkpoints }: Stretch,
  page: ReadonlyMap<number, AuditRecord>,
): Broken | string {
  let hash = previousHash;
  for (let sequence = first; sequence <= last; sequence += 1) {
    const record = page.get(sequence);
    if (!record) return { kind: 'broken', fault: 'missing', sequence };
    const fault = judge(context, record, hash, page);
    if (fault) return { kind: 'broken', fault, sequence };
    // The chain is whole up to here, and yet another one than before: its end was cut off and written anew.
    const isOther = checkpoints.some((one) => one.sequence === sequence && one.hash !== record.hash);
    if (isOther) return { kind: 'broken', fault: 'truncated', sequence };
    hash = record.hash;
  }
  return hash;
}

/** The first entry of a stretch that is not as it was written, or beside which another row stands, or the hash of the last one. */
async function walk(context: Chain, stretch: Stretch): Promise<Broken | string> {
  const end = { sequence: stretch.entries, createdAt: (await writtenAt(context, stretch.entries)) ?? 0 };
  let previousHash = stretch.previousHash;
  let after = await writtenAt(context, stretch.first - 1);
  // An empty log is looked at as well: what stands in it is no entry.
  for (let first = stretch.first; first <= Math.max(stretch.last, 1); first += pageSize) {
    const last = Math.min(stretch.last, first + pageSize - 1);
    const page = await readPage(context, first);
    const walked = walkPage(context, { ...stretch, first, last, previousHash }, page);
    if (typeof walked === 'object') return walked;
    const inserted = await findInserted(context, { first, last, bySequence: page, after, end });
    if (inserted !== undefined) return { kind: 'broken', fault: 'inserted', sequence: inserted };
    previousHash = walked;
    after = page.get(last)?.createdAt;
  }
  return previousHash;
}

type Stored = Awaited<ReturnType<typeof readCheckpoint>>;

/** What is wrong with the end of a chain whose entries are all as they were written. */
function judgeEnd(stored: Stored, checkpoints: readonly AuditCheckpoint[], last: number): Broken | undefined {
  if (checkpoints.some((one) => one.sequence > last)) return { kind: 'broken', fault: 'truncated', sequence: last + 1 };
  return stored === 'forged' ? { kind: 'broken', fault: 'forged_checkpoint', sequence: last } : undefined;
}

/**
 * Walks the whole chain in pages and names the first entry that is not as it was written (ASVS 16.4.2): edited, missing,
 * moved, with a row beside it that is no entry, or cut off behind the last checkpoint. `known` is a place that somebody kept outside the store, as `end` of an earlier
 * verification. Throws `unavailable` when the store cannot be asked.
 */
export async function verifyAudit(context: Chain, known: AuditCheckpoint | null = null): Promise<VerifiedAudit> {
  const stored = await readCheckpoint(context);
  const checkpoints = [stored, known].filter((one) => one !== null && typeof one === 'object');
  const last = await lastSequence(context);
  const walked = await walk(context, { first: 1, last, previousHash: '', checkpoints, entries: last });
  if (typeof walked === 'object') return walked;
  const broken = judgeEnd(stored, checkpoints, last);
  if (broken) return broken;
  const checkpoint = stored === 'none' ? null : stored;
  const end = last === 0 ? null : { sequence: last, hash: walked };
  return { kind: 'whole', entries: last, checkpoint: checkpoint === 'forged' ? null : checkpoint, end };
}

function viewBroken({ fault, sequence }: Broken, entries: number): VerifiedPart {
  const verified = fault === 'forged_checkpoint' ? sequence : sequence - 1;
  return { state: 'broken', verified, entries, fault, sequence, next: null };
}

/**
 * One part of the same walk, from a place that a part before came to, so that a long chain is verified with progress and no
 * request takes long. Whoever asks holds the place; a wrong one makes the next entry look bad to them alone.
 */
export async function verifyAuditPart(
  context: Chain,
  after: AuditCheckpoint | null,
  mostEntries = 5000,
): Promise<VerifiedPart> {
  const stored = await readCheckpoint(context);
  const checkpoints = [stored].filter((one) => typeof one === 'object');
  const entries = await lastSequence(context);
  const first = (after?.sequence ?? 0) + 1;
  const last = Math.min(entries, first + mostEntries - 1);
  const walked = await walk(context, { first, last, previousHash: after?.hash ?? '', checkpoints, entries });
  if (typeof walked === 'object') return viewBroken(walked, entries);
  if (last < entries) {
    const next = { sequence: last, hash: walked };
    return { state: 'unfinished', verified: last, entries, fault: null, sequence: null, next };
  }
  const broken = judgeEnd(stored, checkpoints, entries);
  if (broken) return viewBroken(broken, entries);
  return { state: 'whole', verified: entries, entries, fault: null, sequence: null, next: null };
}
