import type { CheckResult } from './live-results.js';
import type { ChallengeChannel } from './records.js';

/** Challenges of a user that send nothing, and answers that are compared outside the live state. Times as in the live port. */

export interface NewUserChallenge {
  readonly id: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly channel: Exclude<ChallengeChannel, 'email' | 'sms'>;
  readonly purpose: string;
  /** The only factor that may answer; null where the user's factors of the channel may. */
  readonly factorId: string | null;
  /** Of a passkey its options, and what the check needs of the create. */
  readonly sealed: string;
  readonly metadataSealed: string | null;
  readonly bindingSealed: string | null;
  readonly lifeMilliseconds: number;
  readonly maxChecks: number;
}

export type NewUserChallengeResult =
  | { readonly kind: 'created'; readonly createdAt: number; readonly expiresAt: number }
  /** This id was written before: an earlier try of the same request. */
  | { readonly kind: 'exists' };

/** An answer to a challenge that was compared outside: by a factor, or by a recovery code. */
export interface OutsideAnswer {
  readonly id: string;
  readonly applicationId: string;
  /** Names this request: the same one repeated gets the same answer and costs no second check. Empty: none. */
  readonly request: string;
}

export interface RightAnswer extends OutsideAnswer {
  /** The factor's id, or `recovery_code`. */
  readonly by: string;
}

export type SpentProof =
  /** `by`: the factor's id, `recovery_code`, or the channel of a code. `userId` is the user of the challenge. */
  { readonly kind: 'spent'; readonly by: string } | { readonly kind: 'refused' };

export interface ProofToSpend {
  readonly id: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly longestAgeMilliseconds: number;
}

export interface LiveUserChallenges {
  create(challenge: NewUserChallenge): Promise<NewUserChallengeResult>;
  /**
   * Counts a wrong answer. The caller compares first and tells nobody before this has counted, so no more answers are
   * evaluated than `maxChecks`.
   */
  countWrong(answer: OutsideAnswer): Promise<CheckResult>;
  /** Counts and approves, unless the challenge has ended meanwhile. */
  approve(answer: RightAnswer): Promise<CheckResult>;
  /** Spends an approved challenge of purpose `proof`, once. */
  spendProof(proof: ProofToSpend): Promise<SpentProof>;
}
