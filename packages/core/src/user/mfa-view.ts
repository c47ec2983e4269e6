import { currentFactors } from '../factor/factor-list.js';
import { viewFactor } from '../factor/factor-view.js';
import { evaluatePolicy } from '../policy/evaluate-policy.js';
import type { Policy } from '../policy/policy-schema.js';
import type { UserRecord } from '../user-records.js';
import type { MfaView } from './mfa-schemas.js';

/** At this many recovery codes a user is asked to get new ones. */
const fewRecoveryCodes = 2;

const isoTime = (at: number): string => new Date(at).toISOString();

/** What an application must do with this user now, and what it may show. No secret, no whole address. */
export function viewMfa(policy: Policy, user: UserRecord, now: number): MfaView {
  const { graceEndsAt, allowedFactors, ...evaluation } = evaluatePolicy(policy, user, now);
  const codes = user.recoveryCodes?.codes ?? [];
  const recoveryCodesLeft = codes.filter(({ usedAt }) => usedAt === null).length;
  const isLow = codes.length > 0 && recoveryCodesLeft <= fewRecoveryCodes;
  return {
    ...evaluation,
    factors: currentFactors(user.factors, now).map(viewFactor),
    allowedFactors: [...allowedFactors],
    recoveryCodesLeft,
    ...(isLow ? { lowRecoveryCodes: true as const } : {}),
    ...(graceEndsAt === null ? {} : { graceEndsAt: isoTime(graceEndsAt) }),
  };
}
