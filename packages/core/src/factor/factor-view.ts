import type { FactorSummary } from '../user/mfa-schemas.js';
import type { FactorRecord } from '../user-records.js';

const isoTime = (at: number): string => new Date(at).toISOString();

/** What may be told of a factor: never its secret, never a whole address. */
export function viewFactor({ id, type, name, status, createdAt, lastUsedAt }: FactorRecord): FactorSummary {
  return {
    id,
    type,
    name,
    status,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
  };
}
