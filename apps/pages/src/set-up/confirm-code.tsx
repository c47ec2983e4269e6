import { useState } from 'react';
import type { ConfirmedFactor } from '../api/contract.js';
import { useText } from '../text/text.js';
import { CodeForm } from '../ui/code-form.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import type { NewFactorProps } from './new-factor.js';

interface ConfirmCodeProps {
  readonly factorId: string;
  readonly confirm: NewFactorProps['confirm'];
  readonly onConfirmed: (confirmed: ConfirmedFactor) => void;
}

/** The first right code makes a pending factor an active one. */
export function ConfirmCode({ factorId, confirm, onConfirmed }: ConfirmCodeProps) {
  const text = useText();
  const { state } = useVisit();
  const { isPending, problem, run } = useAct();
  const [error, setError] = useState<string>();
  const [errorCount, setErrorCount] = useState(0);
  const take = (result: ConfirmedFactor): void => {
    if (result.valid !== false) return onConfirmed(result);
    setError(text(result.reason === 'clock_off' ? 'error.clockOff' : 'error.wrong'));
    setErrorCount((count) => count + 1);
  };
  return (
    <>
      <ProblemNotice problem={problem} application={state.application.name} />
      <CodeForm
        label={text('code')}
        error={error}
        errorCount={errorCount}
        isPending={isPending}
        onCode={(given) => void run(() => confirm(factorId, { code: given }, take))}
      />
    </>
  );
}
