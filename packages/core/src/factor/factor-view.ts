import type { FactorSummary } from '../user/mfa-schemas.js';
import type { FactorRecord } from '../user-records.js';

const isoTime = (at: number): string => new Date(at).toISOString();

/** What may be told of a factor: never its secret, never a whole address. */
export function viewFactor(factor: FactorRecord): FactorSummary {
  const { id, type, name, status, createdAt, lastUsedAt } = factor;
  const copiedAt = factor.type === 'passkey' ? factor.possibleCloneAt : null;
  return {
    id,
    type,
    name,
    status,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
    ...(factor.type === 'totp' && factor.weak ? { weak: true } : {}),
    ...(copiedAt === null ? {} : { possibleCloneAt: isoTime(copiedAt) }),
  };
}
