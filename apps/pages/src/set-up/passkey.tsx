import { startRegistration } from '@simplewebauthn/browser';
import { useState } from 'react';
import type { BegunFactor } from '../api/contract.js';
import { PageProblem } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { freeName, type NewFactorProps } from './new-factor.js';

export function PasskeySetUp({ begin, confirm, onConfirmed }: NewFactorProps) {
  const text = useText();
  const { state } = useVisit();
  const { isPending, problem, run } = useAct();
  const [begun, setBegun] = useState<BegunFactor>();

  const register = async ({ id, options }: BegunFactor): Promise<void> => {
    if (!options) throw new PageProblem('passkey');
    const passkey = await startRegistration({ optionsJSON: options }).catch(() => {
      throw new PageProblem('passkey');
    });
    await confirm(id, { passkey }, onConfirmed);
  };
  const create = () =>
    void run(async () => {
      if (begun) return register(begun);
      await begin({ type: 'passkey', name: freeName(text('type.passkey'), state.factors) }, (fresh) => {
        setBegun(fresh);
        void run(() => register(fresh));
      });
    });
  return (
    <Step title={text('type.passkey')} lead={text('passkey.explain')}>
      <ProblemNotice problem={problem} application={state.application.name} />
      <Action kind="main" wide onPress={create} isPending={isPending}>
        {text('passkey.create')}
      </Action>
    </Step>
  );
}
