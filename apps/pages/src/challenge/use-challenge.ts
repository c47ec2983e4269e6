import { useEffect, useRef, useState } from 'react';
import type { BegunChallenge, Challenge, Factor } from '../api/contract.js';
import { type Act, useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';

interface ChallengeInHand extends Act {
  readonly challenge: Challenge | undefined;
  readonly take: (challenge: BegunChallenge) => void;
  /** An answer that is filled in at once waits until there is something to answer. */
  readonly whenBegun: () => Promise<Challenge | undefined>;
}

/** The challenge of one factor: the pending one of this visit, so that a reload sends nothing, or a new one. */
export function useChallenge(factor: Factor): ChallengeInHand {
  const { state, call } = useVisit();
  const isAlike = state.challenge?.channel === factor.type;
  // What the browser needs for a passkey is told once, so a reload begins anew.
  const pending = isAlike && factor.type !== 'passkey' ? (state.challenge ?? undefined) : undefined;
  const [challenge, setChallenge] = useState<Challenge | undefined>(pending);
  const act = useAct();
  const beginning = useRef<Promise<Challenge | undefined> | undefined>(pending && Promise.resolve(pending));
  const begin = async (): Promise<Challenge | undefined> => {
    let begun: Challenge | undefined;
    await act.run(async () => {
      begun = await call<BegunChallenge>('POST', '/challenge', { factor: factor.id });
      setChallenge(begun);
    });
    return begun;
  };
  useEffect(() => {
    beginning.current ??= begin();
  });
  const whenBegun = async () => beginning.current;
  return { ...act, challenge, take: setChallenge, whenBegun };
}
