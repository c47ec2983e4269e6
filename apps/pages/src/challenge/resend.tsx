import { useState } from 'react';
import type { BegunChallenge } from '../api/contract.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useSecondsLeft } from '../visit/use-seconds-left.js';
import { useVisit } from '../visit/visit.js';

const spokenEverySeconds = 30;
/** Two clocks that are a little apart must not turn 30 into 60. */
const slackSeconds = 2;

interface ResendProps {
  readonly resendAt: string | null;
  readonly onSent: (challenge: BegunChallenge) => void;
}

/** The countdown is seen each second and spoken every thirty. */
export function Resend({ resendAt, onSent }: ResendProps) {
  const text = useText();
  const { call, clockAhead, state } = useVisit();
  const seconds = useSecondsLeft(resendAt, clockAhead);
  const { isPending, problem, run } = useAct();
  const [wasSent, setSent] = useState(false);
  const send = () =>
    void run(async () => {
      onSent(await call<BegunChallenge>('POST', '/challenge/resend'));
      setSent(true);
    });
  const wait = (left: number) => text('resend.wait', { seconds: left });
  const spoken = Math.ceil((seconds - slackSeconds) / spokenEverySeconds) * spokenEverySeconds;
  return (
    <div>
      {seconds > 0 ? (
        <p className="soft" aria-hidden="true">
          {wasSent ? `${text('resend.done')} ` : ''}
          {wait(seconds)}
        </p>
      ) : (
        <Action kind="quiet" onPress={send} isPending={isPending}>
          {text('resend')}
        </Action>
      )}
      <p className="hidden" role="status">
        {wasSent && seconds > 0 ? `${text('resend.done')} ` : ''}
        {spoken > 0 ? wait(spoken) : ''}
      </p>
      <ProblemNotice problem={problem} application={state.application.name} />
    </div>
  );
}
