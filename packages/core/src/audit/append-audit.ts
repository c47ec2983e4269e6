import type { Clock } from '../clock.js';
import { unavailable } from '../errors.js';
import type { Keyring } from '../keyring/keyring.js';
import type { Store } from '../store-port.js';
import type { AuditRecord } from '../user-records.js';
import { auditHash } from './audit-hash.js';

/** The part of a context that the audit log needs; a command without running processes has no more. */
export interface AuditContext {
  readonly store: Store;
  readonly settings: { current(): { readonly keyring: Keyring } };
  readonly now: Clock;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** What one entry says; the chain adds number, time and hashes. */
export type AuditEntry = Pick<
  AuditRecord,
  'applicationId' | 'actor' | 'action' | 'target' | 'phase' | 'reason' | 'data'
>;

/** Between processes alone: those of one process stand in line. */
const mostTries = 500;
const idDigits = 12;
const prefix = 'aud_';

export function auditId(sequence: number): string {
  return prefix + String(sequence).padStart(idDigits, '0');
}

export function auditSequence(id: string): number {
  return Number(id.slice(prefix.length));
}

/** Whether it is one that this code gives. */
export function isAuditId(id: string): boolean {
  const sequence = auditSequence(id);
  return Number.isSafeInteger(sequence) && sequence > 0 && auditId(sequence) === id;
}

interface Waiting {
  readonly context: AuditContext;
  readonly entry: AuditEntry;
  readonly resolve: (record: AuditRecord) => void;
  readonly reject: (error: unknown) => void;
}

/** Who waits in this process to append to a log that is being appended to: side by side they would only push each other back. */
const lines = new WeakMap<Store['audit'], Waiting[]>();

/** So many are written at once: the next ones wait a moment less than they would one by one. */
const mostAtOnce = 100;

/** The entries as records behind `last`, each over the hash of the one before. */
function chain(line: readonly Waiting[], last: AuditRecord | undefined): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (const { context, entry } of line) {
    const before = records.at(-1) ?? last;
    // Never before the entry it follows, whatever the clocks say: the order of time is the order of the chain.
    const at = Math.max(context.now(), before?.createdAt ?? 0);
    const id = auditId(before ? auditSequence(before.id) + 1 : 1);
    const unsigned = { ...entry, id, version: 1, createdAt: at, updatedAt: at, previousHash: before?.hash ?? '' };
    records.push({ ...unsigned, hash: auditHash(context.settings.current().keyring, unsigned) });
  }
  return records;
}

/** Writes what it can behind the last entry, and tells what that was; nothing when another process was faster. */
async function appendSome(
  audit: Store['audit'],
  line: readonly Waiting[],
  known: AuditRecord | undefined,
): Promise<readonly AuditRecord[]> {
  const last = known ?? (await audit.page({}, { limit: 1 }))[0];
  const records = chain(line.slice(0, mostAtOnce), last);
  return records.slice(0, await audit.insertInOrder(records));
}

/**
 * Appends for all who wait, together. A failure is told to all who waited then, so that nobody waits for a dead store behind the
 * others.
 */
async function serve(audit: Store['audit'], line: Waiting[]): Promise<void> {
  let last: AuditRecord | undefined;
  let failures = 0;
  while (line.length > 0) {
    const waiting = line.slice(0, mostAtOnce);
    try {
      const written = await appendSome(audit, waiting, last);
      failures = written.length === 0 ? failures + 1 : 0;
      if (failures >= mostTries) throw unavailable('store', 'The audit log is too busy');
      last = written.at(-1);
      for (const record of written) line.shift()?.resolve(record);
    } catch (error) {
      failures = 0;
      last = undefined;
      for (const refused of line.splice(0)) refused.reject(error);
    }
  }
  lines.delete(audit);
}

/**
 * Appends to the chain. The number is the unique id, so two writers can never stand behind the same entry: the slower one
 * begins again behind the faster. Throws `unavailable` when the store cannot take it.
 */
export function appendAudit(context: AuditContext, entry: AuditEntry): Promise<AuditRecord> {
  const { audit } = context.store;
  return new Promise((resolve, reject) => {
    const waiting = { context, entry, resolve, reject };
    const line = lines.get(audit);
    if (line) {
      line.push(waiting);
      return;
    }
    const begun = [waiting];
    lines.set(audit, begun);
    void serve(audit, begun);
  });
}
