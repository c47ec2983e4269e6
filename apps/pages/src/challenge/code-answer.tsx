import { useId, useState } from 'react';
import type { CheckResult, Factor } from '../api/contract.js';
import { type Text, useText } from '../text/text.js';
import { CodeForm } from '../ui/code-form.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { Resend } from './resend.js';
import { useChallenge } from './use-challenge.js';
import { useTrust } from './use-trust.js';

const clockHelpAfter = 2;

export interface AnswerProps {
  readonly title: string;
  readonly factor: Factor;
  readonly onApproved: (challengeId: string) => void;
}

/** Why an answer was not right, and how many tries are left. */
export function wordsOfWrong(text: Text, { reason, checksLeft }: CheckResult): string {
  if (reason === 'already_used') return text('error.alreadyUsed');
  if (reason === 'clock_off') return text('error.clockOff');
  return `${text('error.wrong')} ${text('error.checksLeft', { count: checksLeft })}`;
}

/** A code from the authenticator app or from a message. */
export function CodeAnswer({ title, factor, onApproved }: AnswerProps) {
  const text = useText();
  const { state, call } = useVisit();
  const { challenge, take, whenBegun, problem: beginProblem } = useChallenge(factor);
  const { isPending, problem, run } = useAct();
  const [wrong, setWrong] = useState<CheckResult>();
  const [wrongCount, setWrongCount] = useState(0);
  const { box, wish } = useTrust();
  const leadId = useId();

  const check = (code: string) =>
    void run(async () => {
      setWrong(undefined);
      const begun = await whenBegun();
      const result = await call<CheckResult>('POST', '/challenge/check', { code, ...wish });
      if (result.valid) return onApproved(begun?.id ?? '');
      setWrong(result);
      setWrongCount((count) => count + 1);
    });
  const isApp = factor.type === 'totp';
  // Nothing is said to be sent before it is.
  const sent = challenge ? text('challenge.sent', { address: challenge.to ?? factor.address ?? '' }) : '…';
  const lead = isApp ? text('challenge.totp') : sent;
  const needsClockHelp = isApp && (wrongCount >= clockHelpAfter || wrong?.reason === 'clock_off');
  return (
    <Step title={title} lead={lead} leadId={leadId} takesFocus={false}>
      <ProblemNotice problem={problem ?? beginProblem} application={state.application.name} />
      <CodeForm
        label={text('code')}
        error={wrong && wordsOfWrong(text, wrong)}
        errorCount={wrongCount}
        isPending={isPending}
        onCode={check}
        autoFocus
        describedBy={leadId}
      >
        {box}
      </CodeForm>
      <div role="status">
        {needsClockHelp ? (
          <div className="notice warn">
            <strong>{text('clock.title')}</strong>
            <p>{text('clock.help')}</p>
          </div>
        ) : null}
      </div>
      {isApp || !challenge ? null : <Resend resendAt={challenge.resendAt} onSent={take} />}
    </Step>
  );
}
