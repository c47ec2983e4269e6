import { useEffect, useRef, useState } from 'react';
import type { BegunFactor } from '../api/contract.js';
import { useText } from '../text/text.js';
import { CopyButton } from '../ui/copy-button.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { Apps } from './apps.js';
import { ConfirmCode } from './confirm-code.js';
import { freeName, type NewFactorProps } from './new-factor.js';

const inGroups = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** A phone that shows this page cannot scan it: there the button comes first. */
const isPhone = matchMedia('(pointer: coarse) and (max-width: 640px)').matches;

function Secret({ begun: { secret = '', uri = '', qr } }: { begun: BegunFactor }) {
  const text = useText();
  const { state } = useVisit();
  const picture = `data:image/svg+xml;base64,${btoa(qr?.svg ?? '')}`;
  return (
    <>
      {isPhone ? null : (
        <img className="qr" src={picture} alt={text('totp.qr', { application: state.application.name })} />
      )}
      <a className={isPhone ? 'button main wide' : 'link'} href={uri}>
        {text('totp.open')}
      </a>
      <details>
        <summary className="summary">{text(isPhone ? 'totp.manual' : 'totp.cannotScan')}</summary>
        <div className="stack">
          {isPhone ? (
            <img className="qr" src={picture} alt={text('totp.qr', { application: state.application.name })} />
          ) : null}
          <p>{text('totp.type')}</p>
          <p className="secret">{inGroups(secret)}</p>
          <CopyButton content={secret} />
        </div>
      </details>
      <p className="soft small">{text('totp.keepNot')}</p>
    </>
  );
}

export function TotpSetUp({ begin, confirm, onConfirmed }: NewFactorProps) {
  const text = useText();
  const { state } = useVisit();
  const { problem, run } = useAct();
  const [begun, setBegun] = useState<BegunFactor>();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void run(() => begin({ type: 'totp', name: freeName(text('type.totp'), state.factors) }, setBegun));
  });
  return (
    <Step title={text('totp.title')} lead={text('totp.noNetwork')} wide>
      <ProblemNotice problem={problem} application={state.application.name} />
      {begun ? (
        <ol className="steps">
          <li>
            <p>{text('totp.get')}</p>
            <Apps />
          </li>
          <li>
            <p>{text(isPhone ? 'totp.connect' : 'totp.scan')}</p>
            <Secret begun={begun} />
          </li>
          <li>
            <p>{text('totp.enter')}</p>
            <ConfirmCode factorId={begun.id} confirm={confirm} onConfirmed={onConfirmed} />
          </li>
        </ol>
      ) : null}
    </Step>
  );
}
