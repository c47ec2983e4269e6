import { useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';

/** For somebody who has none of their factors: whom to ask, and a request that admins see. */
export function NoWay() {
  const text = useText();
  const { state, call } = useVisit();
  const { name: application, supportText } = state.application;
  const { isPending, problem, run } = useAct();
  const [wasAsked, setAsked] = useState(false);
  const ask = () =>
    void run(async () => {
      await call('POST', '/reset-request');
      setAsked(true);
    });
  return (
    <Step title={text('cannot.title')} lead={supportText ?? text('cannot.contact', { application })}>
      <ProblemNotice problem={problem} application={application} />
      {state.policy.mayAskForReset && !wasAsked ? (
        <>
          <p>{text('cannot.explain', { application })}</p>
          <Action wide onPress={ask} isPending={isPending}>
            {text('cannot.ask')}
          </Action>
        </>
      ) : null}
      <p role="status">{wasAsked ? text('cannot.asked') : ''}</p>
    </Step>
  );
}
