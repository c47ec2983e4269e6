import { type FormEvent, useState } from 'react';
import type { BegunFactor } from '../api/contract.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';
import { wordsOf } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { ConfirmCode } from './confirm-code.js';
import { freeName, type NewFactorProps } from './new-factor.js';

/** Asks for a mail address or a phone number, then for the code that was sent there. */
export function AddressSetUp({ type, begin, confirm, onConfirmed }: NewFactorProps) {
  const text = useText();
  const { state } = useVisit();
  const { isPending, problem, run } = useAct();
  const [to, setTo] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const [begun, setBegun] = useState<BegunFactor>();
  const isMail = type === 'email';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(to.trim() === '');
    if (to.trim() !== '')
      void run(() => begin({ type, name: freeName(text(`type.${type}`), state.factors), to: to.trim() }, setBegun));
  };
  if (begun) {
    return (
      <Step title={text('address.confirm')} lead={text('challenge.sent', { address: to })}>
        <ConfirmCode factorId={begun.id} confirm={confirm} onConfirmed={onConfirmed} />
      </Step>
    );
  }
  const wrong = isMail ? text('address.badEmail') : text('address.badPhone');
  const isBad = isEmpty || problem?.code === 'invalid_request';
  return (
    <Step title={text(isMail ? 'type.email' : 'type.sms')} lead={text(isMail ? 'type.email.help' : 'type.sms.help')}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={text(isMail ? 'address.email' : 'address.phone')}
          help={isMail ? undefined : text('address.phone.help')}
          value={to}
          onChange={setTo}
          error={isBad ? wrong : problem && wordsOf(text, problem, state.application.name)}
          type={isMail ? 'email' : 'tel'}
          autoComplete={isMail ? 'email' : 'tel'}
        />
        <Action kind="main" type="submit" wide isPending={isPending}>
          {text('address.send')}
        </Action>
      </form>
    </Step>
  );
}
