import { evaluatePolicy } from '../policy/evaluate-policy.js';
import type { Policy } from '../policy/policy-schema.js';
import type { FactorRecord, UserRecord } from '../user-records.js';
import type { FactorSummary, MfaView } from './mfa-schemas.js';

/** At this many recovery codes a user is asked to get new ones. */
const fewRecoveryCodes = 2;

const isoTime = (at: number): string => new Date(at).toISOString();

/** Whether a factor is there for people to see: a pending one only until it is forgotten. */
function isCurrent({ status, pendingUntil }: FactorRecord, now: number): boolean {
  return status === 'active' || pendingUntil === null || pendingUntil > now;
}

function summarizeFactor({ id, type, name, status, createdAt, lastUsedAt }: FactorRecord): FactorSummary {
  return {
    id,
    type,
    name,
    status,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
  };
}

/** What an application must do with this user now, and what it may show. No secret, no whole address. */
export function viewMfa(policy: Policy, user: UserRecord, now: number): MfaView {
  const { graceEndsAt, allowedFactors, ...evaluation } = evaluatePolicy(policy, user, now);
  const codes = user.recoveryCodes?.codes ?? [];
  const recoveryCodesLeft = codes.filter(({ usedAt }) => usedAt === null).length;
  const isLow = codes.length > 0 && recoveryCodesLeft <= fewRecoveryCodes;
  return {
    ...evaluation,
    factors: user.factors.filter((factor) => isCurrent(factor, now)).map(summarizeFactor),
    allowedFactors: [...allowedFactors],
    recoveryCodesLeft,
    ...(isLow ? { lowRecoveryCodes: true as const } : {}),
    ...(graceEndsAt === null ? {} : { graceEndsAt: isoTime(graceEndsAt) }),
  };
}
