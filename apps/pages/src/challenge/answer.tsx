import { type ComponentType, useState } from 'react';
import type { Factor, FactorType } from '../api/contract.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { Choices } from '../ui/choices.js';
import { Step } from '../ui/step.js';
import { useVisit } from '../visit/visit.js';
import { type AnswerProps, CodeAnswer } from './code-answer.js';
import { NoWay } from './no-way.js';
import { PasskeyAnswer } from './passkey-answer.js';
import { RecoveryAnswer } from './recovery-answer.js';
import { waysOf } from './ways.js';

type Screen = 'answer' | 'list' | 'recovery' | 'none';

const answers: Readonly<Record<FactorType, ComponentType<AnswerProps>>> = {
  totp: CodeAnswer,
  email: CodeAnswer,
  sms: CodeAnswer,
  passkey: PasskeyAnswer,
};

/** The factor of the pending challenge, else the one that the policy likes best. */
function firstFactor({ state }: ReturnType<typeof useVisit>): Factor | undefined {
  const order = state.policy.allowedFactors;
  const byPolicy = waysOf(state).toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  return byPolicy.find(({ type }) => type === state.challenge?.channel) ?? byPolicy[0];
}

interface WaysProps {
  readonly screen: Screen;
  readonly onCancel: (() => void) | undefined;
  readonly show: (screen: Screen) => void;
}

function OtherWays({ screen, show, onCancel }: WaysProps) {
  const text = useText();
  const { state } = useVisit();
  const hasCodes = (state.recoveryCodes?.left ?? 0) > 0;
  const mayList = state.factors.length > 1 || screen === 'recovery';
  return (
    <div className="foot">
      {screen !== 'recovery' && hasCodes ? (
        <div>
          <Action kind="quiet" onPress={() => show('recovery')}>
            {text('recovery.use')}
          </Action>
        </div>
      ) : null}
      {mayList && screen !== 'list' ? (
        <div>
          <Action kind="quiet" onPress={() => show('list')}>
            {text('otherWay')}
          </Action>
        </div>
      ) : null}
      {screen === 'none' ? (
        <Action kind="quiet" onPress={() => show('answer')}>
          {text('back')}
        </Action>
      ) : (
        <Action kind="quiet" onPress={() => show('none')}>
          {text('cannot')}
        </Action>
      )}
      {onCancel ? (
        <div>
          <Action kind="quiet" onPress={onCancel}>
            {text('cancel')}
          </Action>
        </div>
      ) : null}
    </div>
  );
}

interface AllAnswersProps {
  readonly title: string;
  readonly onApproved: (challengeId: string) => void;
  /** Leaves it as it is, where that is possible. */
  readonly onCancel?: () => void;
}

/** Asks for any factor of the user, the best first, with every other way beside it. */
export function Answer({ title, onApproved, onCancel }: AllAnswersProps) {
  const text = useText();
  const visit = useVisit();
  const [screen, show] = useState<Screen>('answer');
  const [factor, setFactor] = useState(() => firstFactor(visit));
  if (!factor) return <NoWay />;
  const choose = (id: string) => {
    setFactor(visit.state.factors.find((candidate) => candidate.id === id));
    show('answer');
  };
  const choices = visit.state.factors.map(({ id, type, name, address }) => ({
    id,
    icon: type,
    title: name,
    help: address ?? text(`type.${type}`),
  }));
  const Chosen = answers[factor.type];
  return (
    <>
      {screen === 'answer' ? <Chosen key={factor.id} title={title} factor={factor} onApproved={onApproved} /> : null}
      {screen === 'recovery' ? <RecoveryAnswer title={title} factor={factor} onApproved={onApproved} /> : null}
      {screen === 'none' ? <NoWay /> : null}
      {screen === 'list' ? (
        <Step title={text('otherWay.title')}>
          <Choices choices={choices} onChoose={choose} />
        </Step>
      ) : null}
      <OtherWays screen={screen} show={show} onCancel={onCancel} />
    </>
  );
}
