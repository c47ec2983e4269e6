import { useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { AddFactor } from './add-factor.js';

export function SetUpPage() {
  const text = useText();
  const { state, leave } = useVisit();
  const { isPending, problem, run } = useAct();
  const [isDone, setDone] = useState(false);
  const application = state.application.name;
  const { requirement, graceEndsAt } = state.policy;
  const goBack = () => void run(leave);
  if (!isDone) {
    return (
      <>
        <AddFactor
          title={text('title.setUp')}
          onDone={() => setDone(true)}
          {...(graceEndsAt ? { lead: text('setUp.grace', { application, date: text.date(graceEndsAt) }) } : {})}
          onBack={requirement === 'required' && graceEndsAt === null ? undefined : goBack}
          backLabel={text('setUp.notNow')}
        />
        <ProblemNotice problem={problem} application={application} />
      </>
    );
  }
  return (
    <Step title={text('setUp.done')} lead={text('setUp.done.lead')}>
      <ProblemNotice problem={problem} application={application} />
      <Action kind="main" wide onPress={goBack} isPending={isPending}>
        {text('return', { application })}
      </Action>
    </Step>
  );
}
