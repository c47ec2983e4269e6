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

interface Waiting {
  readonly context: AuditContext;
  readonly entry: AuditEntry;
  readonly resolve: (record: AuditRecord) => void;
  readonly reject: (error: unknown) => void;
}

/** Who waits in this process to append to a log that is being appended to: side by side they would only push each other back. */
const lines = new WeakMap<Store['audit'], Waiting[]>();

/** Appends behind the entry that was last when this process looked, or behind the one that pushed it aside meanwhile. */
async function append({ context, entry }: Waiting, known: AuditRecord | undefined): Promise<AuditRecord> {
  const { audit } = context.store;
  const { keyring } = context.settings.current();
  let last = known;
  for (let tries = 0; tries < mostTries; tries += 1) {
    last ??= (await audit.page({}, { limit: 1 }))[0];
    // Never before the entry it follows, whatever the clocks say: the order of time is the order of the chain.
    const at = Math.max(context.now(), last?.createdAt ?? 0);
    const id = auditId(last ? auditSequence(last.id) + 1 : 1);
    const unsigned = { ...entry, id, version: 1, createdAt: at, updatedAt: at, previousHash: last?.hash ?? '' };
    const record = { ...unsigned, hash: auditHash(keyring, unsigned) };
    if ((await audit.insert(record)) === 'inserted') return record;
    // Whoever was faster stands there, and mostly last; behind others the end is looked up again.
    last = tries === 0 ? await audit.get(id) : undefined;
  }
  throw unavailable('store', 'The audit log is too busy');
}

/** One after the other. A failure is told to all who waited then, so that nobody waits for a dead store behind the others. */
async function serve(audit: Store['audit'], line: Waiting[]): Promise<void> {
  let last: AuditRecord | undefined;
  for (let batch = line.splice(0); batch.length > 0; batch = line.splice(0)) {
    for (const waiting of batch) {
      try {
        last = await append(waiting, last);
        waiting.resolve(last);
      } catch (error) {
        for (const refused of batch.slice(batch.indexOf(waiting))) refused.reject(error);
        last = undefined;
        break;
      }
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
