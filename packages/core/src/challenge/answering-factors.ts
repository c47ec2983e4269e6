import { invalidField } from '../errors.js';
import type { Policy } from '../policy/policy-schema.js';
import type { ChallengeChannel } from '../records.js';
import type { FactorRecord, UserRecord } from '../user-records.js';

export interface Answering {
  readonly user: UserRecord;
  readonly policy: Policy;
  readonly channel: ChallengeChannel;
  /** The only factor that may answer; null: every one of the channel. */
  readonly factorId: string | null;
}

/** The active factors that may answer, in the user's own order. */
export function answeringFactors({ user, policy, channel, factorId }: Answering): FactorRecord[] {
  return user.factors.filter(
    (factor) =>
      factor.status === 'active' &&
      policy.factors.includes(factor.type) &&
      (channel === 'any' || factor.type === channel) &&
      (factorId === null || factor.id === factorId),
  );
}

/** The factors that may answer, narrowed to a named one. Throws `invalid_request` naming `factor` when that is none of them. */
export function namedFactors(factors: readonly FactorRecord[], named: string | undefined): readonly FactorRecord[] {
  if (named === undefined) return factors;
  const found = factors.filter(({ id }) => id === named);
  if (found.length === 0) throw invalidField('factor', 'is no active factor of this user that may answer');
  return found;
}
