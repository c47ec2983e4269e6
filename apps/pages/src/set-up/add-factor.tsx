import { type ComponentType, useState } from 'react';
import type { BegunFactor, ConfirmedFactor, FactorType } from '../api/contract.js';
import { useProof } from '../challenge/use-proof.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { Choices } from '../ui/choices.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { AddressSetUp } from './address.js';
import type { NewFactorProps } from './new-factor.js';
import { PasskeySetUp } from './passkey.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TotpSetUp } from './totp.js';

const setUps: Readonly<Record<FactorType, ComponentType<NewFactorProps>>> = {
  totp: TotpSetUp,
  passkey: PasskeySetUp,
  email: AddressSetUp,
  sms: AddressSetUp,
};

interface AddFactorProps {
  readonly title: string;
  readonly lead?: string;
  readonly replaces?: string;
  readonly onDone: () => void;
  /** The way out, from the choice of a type only: what was begun is not left by it. */
  readonly onBack: (() => void) | undefined;
  readonly backLabel?: string;
}

function useTypes(): readonly FactorType[] {
  const { state } = useVisit();
  const hasPasskeys = typeof PublicKeyCredential === 'function';
  return state.policy.allowedFactors.filter((type) => type !== 'passkey' || hasPasskeys);
}

/** From the choice of a type to a confirmed factor, and the recovery codes that came with it. */
export function AddFactor({ title, lead, replaces, onDone, onBack, backLabel }: AddFactorProps) {
  const text = useText();
  const { state, call } = useVisit();
  const types = useTypes();
  const { problem, run } = useAct();
  const [type, setType] = useState<FactorType>();
  const { withProof, question } = useProof(run, () => setType(undefined));
  const [codes, setCodes] = useState<readonly string[]>();

  const begin: NewFactorProps['begin'] = (input, then) =>
    withProof(async (proof) => {
      const old = state.factors.find(({ id }) => id === replaces);
      const name = old?.type === input.type ? old.name : input.name;
      const body = { ...input, name, ...(replaces ? { replaces } : {}) };
      then(await call<BegunFactor>('POST', '/factors', body, proof));
    });
  const confirm: NewFactorProps['confirm'] = (factorId, answer, then) =>
    withProof(async (proof) => {
      then(await call<ConfirmedFactor>('POST', `/factors/${factorId}/confirm`, answer, proof));
    });
  const confirmed = ({ recoveryCodes = [] }: ConfirmedFactor) => {
    if (recoveryCodes.length > 0) setCodes(recoveryCodes);
    else onDone();
  };
  if (codes) return <RecoveryCodes codes={codes} onSaved={onDone} />;
  if (type) {
    const SetUp = setUps[type];
    return (
      <>
        {question}
        {/* Stays mounted while the proof is asked, since it goes on afterwards. */}
        <div hidden={question !== null}>
          <ProblemNotice problem={problem} application={state.application.name} />
          <SetUp type={type} begin={begin} confirm={confirm} onConfirmed={confirmed} />
          <div className="foot">
            <Action kind="quiet" onPress={() => setType(undefined)}>
              {text('otherWay')}
            </Action>
          </div>
        </div>
      </>
    );
  }
  const choices = types.map((each, place) => ({
    id: each,
    icon: each,
    title: text(`type.${each}`),
    help: text(`type.${each}.help`),
    ...(place === 0 && types.length > 1 ? { badge: text('recommended') } : {}),
  }));
  return (
    <Step title={title} lead={lead ?? text('setUp.lead')}>
      <Choices choices={choices} onChoose={(id) => setType(id as FactorType)} />
      {onBack ? (
        <Action kind="quiet" onPress={onBack}>
          {backLabel ?? text('back')}
        </Action>
      ) : null}
    </Step>
  );
}
