import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { useVisit } from '../visit/visit.js';
import { AskFirst } from './ask-first.js';

interface OnOrOffProps {
  readonly isPending: boolean;
  readonly onTurn: (isOn: boolean) => void;
}

/** Whether the second factor is on, and the switch where the policy leaves it to the user. */
export function OnOrOff({ isPending, onTurn }: OnOrOffProps) {
  const text = useText();
  const { state } = useVisit();
  const isOn = state.secondFactor === 'on' && state.factors.length > 0;
  const { requirement } = state.policy;
  return (
    <div className="notice">
      <p>
        <strong className={isOn ? 'good' : ''}>{text(isOn ? 'manage.on' : 'manage.off')}</strong>
      </p>
      {requirement === 'required' ? (
        <p className="soft">{text('manage.required', { application: state.application.name })}</p>
      ) : null}
      {requirement === 'optional' && isOn ? (
        <AskFirst
          label={text('manage.turnOff')}
          question={text('manage.turnOffAsk')}
          onYes={() => onTurn(false)}
          isPending={isPending}
        />
      ) : null}
      {requirement === 'optional' && !isOn && state.factors.length > 0 ? (
        <Action kind="quiet" onPress={() => onTurn(true)} isPending={isPending}>
          {text('manage.turnOn')}
        </Action>
      ) : null}
    </div>
  );
}
