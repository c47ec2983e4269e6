import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useState } from 'react';
import { ask } from '../api/ask.js';
import { asProblem, type Problem } from '../api/problem.js';
import type { ConfirmedFactor } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icons.js';
import { ProblemNotice } from '../ui/notice.js';
import { CodeForm } from './code-form.js';
import { makePasskey } from './passkey.js';
import { wordsOfReason } from './second-factor-form.js';

interface Begun {
  readonly id: string;
  readonly secret?: string;
  readonly qr?: { readonly svg: string };
  readonly options?: PublicKeyCredentialCreationOptionsJSON;
}

interface NewFactorProps {
  readonly onConfirmed: (confirmed: ConfirmedFactor) => void;
}

const begin = (type: 'totp' | 'passkey'): Promise<Begun> => ask<Begun>('POST', '/console/v1/factors', { type });
const confirm = (id: string, input: object): Promise<ConfirmedFactor> =>
  ask<ConfirmedFactor>('POST', `/console/v1/factors/${id}/confirm`, input);

function TotpSteps({ begun, onConfirmed }: NewFactorProps & { readonly begun: Begun }) {
  const [reason, setReason] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [answers, setAnswers] = useState(0);
  const [isPending, setPending] = useState(false);
  const answer = async (code: string): Promise<void> => {
    const confirmed = await confirm(begun.id, { code });
    setAnswers((count) => count + 1);
    setReason(confirmed.reason && wordsOfReason[confirmed.reason]);
    if (confirmed.valid) onConfirmed(confirmed);
  };
  const send = (code: string): void => {
    setPending(true);
    setProblem(undefined);
    answer(code)
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setPending(false));
  };
  return (
    <div className="stack">
      <p>Scan this picture with the app, or type the key.</p>
      <img
        className="qr"
        alt="QR code for the authenticator app"
        src={`data:image/svg+xml,${encodeURIComponent(begun.qr?.svg ?? '')}`}
      />
      <div className="row between">
        <code className="secret">{begun.secret?.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        <CopyButton content={begun.secret ?? ''} />
      </div>
      <CodeForm
        label="Code that the app shows now"
        error={reason}
        answers={answers}
        isPending={isPending}
        submit="Confirm"
        onCode={send}
      />
      <ProblemNotice problem={problem} />
    </div>
  );
}

/** A second factor of an admin: an authenticator app or a passkey. */
export function NewFactor({ onConfirmed }: NewFactorProps) {
  const [totp, setTotp] = useState<Begun>();
  const [problem, setProblem] = useState<Problem>();
  const [isPending, setPending] = useState(false);
  const run = (work: () => Promise<void>): void => {
    setPending(true);
    setProblem(undefined);
    work()
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setPending(false));
  };
  const registerPasskey = async (): Promise<void> => {
    const { id, options } = await begin('passkey');
    if (options) onConfirmed(await confirm(id, { passkey: await makePasskey(options) }));
  };
  if (totp) return <TotpSteps begun={totp} onConfirmed={onConfirmed} />;
  return (
    <div className="stack">
      <ul className="choices">
        <li>
          <Action isPending={isPending} onPress={() => run(registerPasskey)}>
            <Icon name="key" />
            <span>
              <strong>Passkey</strong>
              <span className="help">
                Fingerprint, face or PIN of this device, or a security key. Cannot be phished.
              </span>
            </span>
          </Action>
        </li>
        <li>
          <Action isPending={isPending} onPress={() => run(async () => setTotp(await begin('totp')))}>
            <Icon name="phone" />
            <span>
              <strong>Authenticator app</strong>
              <span className="help">A code that changes every 30 seconds, from any app for it.</span>
            </span>
          </Action>
        </li>
      </ul>
      <ProblemNotice problem={problem} />
    </div>
  );
}
