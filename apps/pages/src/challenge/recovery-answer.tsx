import { useState } from 'react';
import type { CheckResult } from '../api/contract.js';
import { useText } from '../text/text.js';
import { CodeForm } from '../ui/code-form.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { type AnswerProps, wordsOfWrong } from './code-answer.js';
import { useChallenge } from './use-challenge.js';

/** A recovery code answers the challenge of any factor. */
export function RecoveryAnswer({ factor, onApproved }: AnswerProps) {
  const text = useText();
  const { state, call } = useVisit();
  const { whenBegun, problem: beginProblem } = useChallenge(factor);
  const { isPending, problem, run } = useAct();
  const [wrong, setWrong] = useState<CheckResult>();
  const [wrongCount, setWrongCount] = useState(0);
  const check = (code: string) =>
    void run(async () => {
      const begun = await whenBegun();
      const result = await call<CheckResult>('POST', '/challenge/check', { code });
      if (result.valid) return onApproved(begun?.id ?? '');
      setWrong(result);
      setWrongCount((count) => count + 1);
    });
  return (
    <Step title={text('recovery.label')} lead={text('recovery.help')}>
      <ProblemNotice problem={problem ?? beginProblem} application={state.application.name} />
      <CodeForm
        kind="recovery"
        label={text('recovery.label')}
        error={wrong && wordsOfWrong(text, wrong)}
        errorCount={wrongCount}
        isPending={isPending}
        onCode={check}
      />
    </Step>
  );
}
