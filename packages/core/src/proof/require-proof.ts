import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { shardOf } from '../ids.js';
import type { Policy } from '../policy/policy-schema.js';
import type { UserRecord } from '../user-records.js';

/** NIST SP 800-63B-4 section 5.2 and ASVS 7.5.1: changing authenticators asks for a fresh authentication. */
const longestAgeMilliseconds = 5 * 60_000;

/** What a change of factors does, since a recovery code proves less than a factor. */
export type ProofFor = 'add' | 'replace' | 'remove' | 'regenerate' | 'turn-off';

export interface ProofRequest {
  readonly user: UserRecord;
  readonly policy: Policy;
  readonly act: ProofFor;
  /** The id of an approved challenge with purpose `proof`; undefined when the request names none. */
  readonly proof: string | undefined;
}

function proofRequired(message: string): OtpostError {
  return new OtpostError('proof_required', message);
}

function recoveryCodeProves(act: ProofFor, policy: Policy): boolean {
  return act === 'replace' || (act === 'turn-off' && policy.recoveryCodeAllows.includes('turn-off'));
}

/**
 * Spends a proof of this user: an approved challenge of purpose `proof`, at most 5 minutes old, that was not spent before.
 * Throws `proof_required` without one, and for a recovery code where the policy wants a factor. Call it right before the
 * change, since a spent proof is gone whatever happens then.
 */
export async function requireProof(context: Context, request: ProofRequest): Promise<void> {
  const { user, policy, act, proof } = request;
  if (proof === undefined || shardOf(proof) === undefined) {
    throw proofRequired('Send an approved challenge of this user with purpose "proof" as "Otpost-Proof: ch_..."');
  }
  const spent = await context.live.userChallenges.spendProof({
    id: proof,
    applicationId: user.applicationId,
    userId: user.id,
    longestAgeMilliseconds,
  });
  if (spent.kind === 'refused') {
    throw proofRequired('The proof is of another user or purpose, older than 5 minutes, or was spent already');
  }
  if (spent.by === 'recovery_code' && !recoveryCodeProves(act, policy)) {
    throw proofRequired('A recovery code does not prove enough for this: use a factor');
  }
}
