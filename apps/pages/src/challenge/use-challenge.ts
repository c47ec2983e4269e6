import { useEffect, useRef, useState } from 'react';
import type { BegunChallenge, Challenge, Factor } from '../api/contract.js';
import { type Act, useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';

interface ChallengeInHand extends Act {
  readonly challenge: Challenge | undefined;
  readonly take: (challenge: BegunChallenge) => void;
}

/** The challenge of one factor: the pending one of this visit, so that a reload sends nothing, or a new one. */
export function useChallenge(factor: Factor): ChallengeInHand {
  const { state, call } = useVisit();
  const isAlike = state.challenge?.channel === factor.type;
  // What the browser needs for a passkey is told once, so a reload begins anew.
  const pending = isAlike && factor.type !== 'passkey' ? (state.challenge ?? undefined) : undefined;
  const [challenge, setChallenge] = useState<Challenge | undefined>(pending);
  const act = useAct();
  const hasBegun = useRef(pending !== undefined);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void act.run(async () => setChallenge(await call<BegunChallenge>('POST', '/challenge', { factor: factor.id })));
  });
  return { ...act, challenge, take: setChallenge };
}
