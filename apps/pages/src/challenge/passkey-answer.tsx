import { startAuthentication } from '@simplewebauthn/browser';
import type { CheckResult } from '../api/contract.js';
import { PageProblem } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import type { AnswerProps } from './code-answer.js';
import { useChallenge } from './use-challenge.js';
import { useTrust } from './use-trust.js';

/** The browser asks for the passkey only after a press, since Safari wants one. */
export function PasskeyAnswer({ title, factor, onApproved }: AnswerProps) {
  const text = useText();
  const { state, call } = useVisit();
  const { challenge, problem: beginProblem } = useChallenge(factor);
  const { isPending, problem, run } = useAct();
  const { box, wish } = useTrust();
  const answer = () =>
    void run(async () => {
      if (!challenge?.options) throw new PageProblem('passkey');
      const passkey = await startAuthentication({ optionsJSON: challenge.options }).catch(() => {
        throw new PageProblem('passkey');
      });
      const { valid } = await call<CheckResult>('POST', '/challenge/check', { passkey, ...wish });
      if (!valid) throw new PageProblem('passkey');
      onApproved(challenge.id);
    });
  return (
    <Step title={title} lead={text('challenge.passkey')}>
      <ProblemNotice problem={problem ?? beginProblem} application={state.application.name} />
      {box}
      <Action kind="main" wide onPress={answer} isPending={isPending} isDisabled={!challenge}>
        {text('passkey.use')}
      </Action>
    </Step>
  );
}
