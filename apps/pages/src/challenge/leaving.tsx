import { useEffect, useRef } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';

/** The user is confirmed and goes back by themselves; the button is for the case that this fails. */
export function Leaving() {
  const text = useText();
  const { state, leave } = useVisit();
  const { isPending, problem, run } = useAct();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void run(leave);
  });
  const application = state.application.name;
  return (
    <Step title={text('approved')} lead={text('approved.lead', { application })}>
      <ProblemNotice problem={problem} application={application} />
      <Action kind="main" wide onPress={() => void run(leave)} isPending={isPending}>
        {text('continue')}
      </Action>
    </Step>
  );
}
