import { useState } from 'react';
import { ask } from '../api/ask.js';
import { asProblem, type Problem } from '../api/problem.js';
import type { AdminFactor, SecondFactorAnswer, SessionState } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/notice.js';
import { CodeForm } from './code-form.js';
import { signWithPasskey } from './passkey.js';

type Way = 'passkey' | 'totp' | 'recovery';

export const wordsOfReason: Readonly<Record<NonNullable<SecondFactorAnswer['reason']>, string>> = {
  wrong_code: 'This is not the right code.',
  already_used: 'This code was used before. Wait for the next one.',
  clock_off: 'The clock of the phone is off. Set it to automatic, and try again.',
};

interface SecondFactorFormProps {
  readonly factors: readonly AdminFactor[];
  readonly onShown: (session: SessionState) => void;
}

const names: Readonly<Record<Way, string>> = {
  passkey: 'Use a passkey',
  totp: 'Use the authenticator app',
  recovery: 'Use a recovery code',
};

function waysOf(factors: readonly AdminFactor[]): readonly Way[] {
  const own = (['passkey', 'totp'] as const).filter((type) => factors.some((factor) => factor.type === type));
  return [...own, 'recovery'];
}

/** The second half of a sign-in, and the same again before a dangerous act. */
export function SecondFactorForm({ factors, onShown }: SecondFactorFormProps) {
  const ways = waysOf(factors);
  const [way, setWay] = useState<Way>(ways[0] ?? 'recovery');
  const [problem, setProblem] = useState<Problem>();
  const [reason, setReason] = useState<string>();
  const [answers, setAnswers] = useState(0);
  const [isPending, setPending] = useState(false);
  const show = async (input: object): Promise<void> => {
    const answer = await ask<SecondFactorAnswer>('POST', '/console/v1/session/second-factor', input);
    setAnswers((count) => count + 1);
    setReason(answer.reason && wordsOfReason[answer.reason]);
    if (answer.valid && answer.session) onShown(answer.session);
  };
  const run = (work: () => Promise<void>): void => {
    setPending(true);
    setProblem(undefined);
    setReason(undefined);
    work()
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setPending(false));
  };
  return (
    <div className="stack">
      {way === 'passkey' ? (
        <Action
          kind="main"
          icon="key"
          isPending={isPending}
          onPress={() => run(async () => show({ passkey: await signWithPasskey() }))}
        >
          Continue with the passkey
        </Action>
      ) : (
        <CodeForm
          key={way}
          label={way === 'totp' ? 'Code of the authenticator app' : 'Recovery code'}
          error={reason}
          answers={answers}
          isPending={isPending}
          submit="Continue"
          takesLetters={way === 'recovery'}
          onCode={(code) => run(() => show({ code }))}
        />
      )}
      {way === 'passkey' && reason ? <p className="field-error">{reason}</p> : null}
      <ProblemNotice problem={problem} />
      <div className="stack tight">
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Action
              key={other}
              kind="quiet"
              onPress={() => {
                setWay(other);
                setReason(undefined);
                setProblem(undefined);
              }}
            >
              {names[other]}
            </Action>
          ))}
      </div>
    </div>
  );
}
