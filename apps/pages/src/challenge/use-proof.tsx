import { type ReactNode, useState } from 'react';
import { PageProblem } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Answer } from './answer.js';

type Work = (proof?: string) => Promise<void>;

interface Proof {
  /** Does the work, and when the server asks for a proof, once more with one. Runs on after the user has answered. */
  readonly withProof: (work: Work) => Promise<void>;
  /** What to show instead while the user is asked. */
  readonly question: ReactNode;
}

/** `onCancel` is told when the user would rather leave it as it is. */
export function useProof(run: (work: () => Promise<void>) => Promise<boolean>, onCancel?: () => void): Proof {
  const text = useText();
  const [waiting, setWaiting] = useState<{ work: Work }>();
  const withProof = async (work: Work): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PageProblem) || error.code !== 'proof_required') throw error;
      setWaiting({ work });
    }
  };
  const goOn = (challengeId: string) => {
    setWaiting(undefined);
    if (waiting) void run(() => waiting.work(challengeId));
  };
  const cancel = () => {
    setWaiting(undefined);
    onCancel?.();
  };
  const question = waiting ? <Answer title={text('title.proof')} onApproved={goOn} onCancel={cancel} /> : null;
  return { withProof, question };
}
