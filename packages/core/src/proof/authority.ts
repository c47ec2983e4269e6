import type { Actor } from '../audit/actor.js';
import type { Context } from '../context.js';
import type { Policy } from '../policy/policy-schema.js';
import { resetInForce } from '../reset/complete-reset.js';
import type { UserRecord } from '../user-records.js';
import { canProve, owesOwnAddress } from './can-prove.js';
import { type ProofFor, requireProof } from './require-proof.js';

/** By what right a change of a user's factors is asked for. */
export interface Authority {
  /** `key:<id>`, or `page:<id>` for a user on a hosted page. */
  readonly actor: Actor;
  /** Scope `users.admin`: needs no proof, and its changes are audited with actor and reason. */
  readonly isAdmin: boolean;
  /** The challenge named by `Otpost-Proof`. */
  readonly proof: string | undefined;
  /** A reset whose mailed link was followed: it stands for the proof of a user who lost every factor. */
  readonly resetId?: string;
  /** The user signed in on this very visit, which stands for the proof of one who must replace a lost factor. */
  readonly hasSignedIn?: boolean;
}

export interface ChangeOfFactors {
  readonly user: UserRecord;
  readonly policy: Policy;
  readonly act: ProofFor;
  readonly authority: Authority;
  /** The code that confirms the new factor goes to the address that the policy wants confirmed before the first one. */
  readonly confirmsOwnAddress?: boolean;
}

/** A user without a factor that counts has nothing to prove, unless the policy wants a mailed code before the first. */
function owesNothing({ user, policy, act, confirmsOwnAddress = false }: ChangeOfFactors): boolean {
  if (canProve(user, policy)) return false;
  return act !== 'add' || confirmsOwnAddress || !owesOwnAddress(policy, user);
}

/**
 * Whoever owes a proof needs one, which is spent here, or `users.admin`; a proof that is named is judged even where none is
 * owed. Throws `proof_required`.
 */
export async function requireAuthority(context: Context, change: ChangeOfFactors): Promise<void> {
  const { user, policy, act, authority } = change;
  const { resetId } = authority;
  if (resetId !== undefined && (await resetInForce(context, { resetId, userId: user.id }))) return;
  if (authority.hasSignedIn && user.mustReplace && act === 'replace') return;
  const needsNone = authority.isAdmin || owesNothing(change);
  if (needsNone && authority.proof === undefined) return;
  await requireProof(context, { user, policy, act, proof: authority.proof });
}
