/** The life of a challenge. Every end is final. */
export const challengeStates = {
  pending: ['approved', 'canceled', 'expired', 'max_checks_reached', 'undeliverable'],
  approved: [],
  canceled: [],
  expired: [],
  max_checks_reached: [],
  undeliverable: [],
} as const;

export type ChallengeStatus = keyof typeof challengeStates;

export function mayChallengeMove(from: ChallengeStatus, to: ChallengeStatus): boolean {
  return (challengeStates[from] as readonly ChallengeStatus[]).includes(to);
}
