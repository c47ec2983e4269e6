import type { Keyring } from '../keyring/keyring.js';
import type { AuditRecord } from '../user-records.js';

type Unsigned = Omit<AuditRecord, 'hash'>;

/** Sorted by name, so that both stores give back the same text. */
function canonicalData(data: AuditRecord['data']): string {
  return JSON.stringify(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Keyed hash over the entry and the hash of the one before (ASVS 16.4.2): nobody without the index key can edit, delete or
 * reorder entries unseen.
 */
export function auditHash(keyring: Keyring, entry: Unsigned): string {
  return keyring.indexHash(
    'audit',
    entry.previousHash,
    entry.id,
    String(entry.createdAt),
    entry.applicationId ?? '',
    entry.actor,
    entry.action,
    entry.target,
    entry.phase,
    entry.reason ?? '',
    canonicalData(entry.data),
  );
}
