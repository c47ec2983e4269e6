import { useState } from 'react';
import { SetUpPage } from '../set-up/set-up-page.js';
import { useText } from '../text/text.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { Answer } from './answer.js';
import { Leaving } from './leaving.js';
import { ReplaceLost } from './replace-lost.js';

type Stage = 'set-up' | 'answer' | 'replace' | 'leave';

/**
 * A user without a factor is taken through set-up instead, and needs no second code then. A reload goes on where the visit
 * is: an answer that was right is not asked for again.
 */
export function ChallengePage() {
  const text = useText();
  const { state, refresh } = useVisit();
  const { problem, run } = useAct();
  const { isApproved, factors, policy } = state;
  const mustSetUp = factors.length === 0 && policy.requirement !== 'off' && !isApproved;
  const [stage, setStage] = useState<Stage>(mustSetUp ? 'set-up' : 'answer');
  // Kept from then on: who has confirmed the new factor still reads the recovery codes, whatever the state says by now.
  if (stage === 'answer' && isApproved) setStage(policy.mustReplace ? 'replace' : 'leave');
  switch (stage) {
    case 'set-up':
      return <SetUpPage />;
    case 'replace':
      return <ReplaceLost onDone={() => setStage('leave')} />;
    case 'leave':
      return <Leaving />;
    case 'answer':
      return (
        <>
          <Answer title={text('title.challenge')} onApproved={() => void run(refresh)} />
          <ProblemNotice problem={problem} application={state.application.name} />
        </>
      );
  }
}
