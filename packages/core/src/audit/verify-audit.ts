import type { AuditRecord } from '../user-records.js';
import { type AuditContext, auditId, auditSequence } from './append-audit.js';
import { type AuditCheckpoint, readCheckpoint } from './audit-checkpoint.js';
import { auditHash } from './audit-hash.js';

const pageSize = 500;

export type AuditFault =
  /** The entry says something else than when it was written. */
  | 'edited'
  /** There is no entry with this number, and there are later ones. */
  | 'missing'
  /** It stands in another place than when it was written. */
  | 'reordered'
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
  return Math.max(0, ...newest.map(({ id }) => auditSequence(id)).filter(Number.isSafeInteger));
}

/**
 * Walks the whole chain in pages and names the first entry that is not as it was written (ASVS 16.4.2): edited, missing,
 * moved, or cut off behind the last checkpoint. `known` is a place that somebody kept outside the store, as `end` of an earlier
 * verification. Throws `unavailable` when the store cannot be asked.
 */
export async function verifyAudit(context: Chain, known: AuditCheckpoint | null = null): Promise<VerifiedAudit> {
  const stored = await readCheckpoint(context);
  const checkpoints = [stored, known].filter((one) => one !== null && typeof one === 'object');
  const last = await lastSequence(context);
  let previousHash = '';
  let page = new Map<number, AuditRecord>();
  for (let sequence = 1; sequence <= last; sequence += 1) {
    if ((sequence - 1) % pageSize === 0) page = await readPage(context, sequence);
    const record = page.get(sequence);
    if (!record) return { kind: 'broken', fault: 'missing', sequence };
    const fault = judge(context, record, previousHash, page);
    if (fault) return { kind: 'broken', fault, sequence };
    // The chain is whole up to here, and yet another one than before: its end was cut off and written anew.
    const isOther = checkpoints.some((one) => one.sequence === sequence && one.hash !== record.hash);
    if (isOther) return { kind: 'broken', fault: 'truncated', sequence };
    previousHash = record.hash;
  }
  if (checkpoints.some((one) => one.sequence > last)) return { kind: 'broken', fault: 'truncated', sequence: last + 1 };
  if (stored === 'forged') return { kind: 'broken', fault: 'forged_checkpoint', sequence: last };
  const checkpoint = stored === 'none' ? null : stored;
  return { kind: 'whole', entries: last, checkpoint, end: last === 0 ? null : { sequence: last, hash: previousHash } };
}
