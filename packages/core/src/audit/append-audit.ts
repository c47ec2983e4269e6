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

const mostTries = 500;
const idDigits = 12;
const prefix = 'aud_';

export function auditId(sequence: number): string {
  return prefix + String(sequence).padStart(idDigits, '0');
}

export function auditSequence(id: string): number {
  return Number(id.slice(prefix.length));
}

/**
 * Appends to the chain. The number is the unique id, so two writers can never stand behind the same entry: the slower one
 * begins again behind the faster. Throws `unavailable` when the store cannot take it.
 */
export async function appendAudit(context: AuditContext, entry: AuditEntry): Promise<AuditRecord> {
  const { audit } = context.store;
  const { keyring } = context.settings.current();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const [last] = await audit.page({}, { limit: 1 });
    // Never before the entry it follows, whatever the clocks say: the order of time is the order of the chain.
    const at = Math.max(context.now(), last?.createdAt ?? 0);
    const id = auditId(last ? auditSequence(last.id) + 1 : 1);
    const unsigned = { ...entry, id, version: 1, createdAt: at, updatedAt: at, previousHash: last?.hash ?? '' };
    const record = { ...unsigned, hash: auditHash(keyring, unsigned) };
    if ((await audit.insert(record)) === 'inserted') return record;
  }
  throw unavailable('store', 'The audit log is too busy');
}
