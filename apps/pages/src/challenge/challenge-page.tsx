import { useState } from 'react';
import { SetUpPage } from '../set-up/set-up-page.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { Answer } from './answer.js';

/** A user without a factor is taken through set-up instead, and needs no second code then. */
export function ChallengePage() {
  const text = useText();
  const { state, leave } = useVisit();
  const { isPending, problem, run } = useAct();
  const [isApproved, setApproved] = useState(false);
  const [mustSetUp] = useState(state.factors.length === 0 && state.policy.requirement !== 'off');
  const application = state.application.name;
  const goOn = () => {
    setApproved(true);
    void run(leave);
  };
  if (mustSetUp) return <SetUpPage />;
  if (!isApproved) return <Answer title={text('title.challenge')} onApproved={goOn} />;
  return (
    <Step title={text('approved')} lead={text('approved.lead', { application })}>
      <ProblemNotice problem={problem} application={application} />
      <Action kind="main" wide onPress={goOn} isPending={isPending}>
        {text('continue')}
      </Action>
    </Step>
  );
}
