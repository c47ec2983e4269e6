import { useState } from 'react';
import type { Factor } from '../api/contract.js';
import { useProof } from '../challenge/use-proof.js';
import { AddFactor } from '../set-up/add-factor.js';
import { RecoveryCodes } from '../set-up/recovery-codes.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { AppPasswords } from './app-passwords.js';
import { CodeSummary } from './code-summary.js';
import { FactorItem } from './factor-item.js';
import { NewAppPassword } from './new-app-password.js';
import { OnOrOff } from './on-or-off.js';
import { Section } from './section.js';
import { TrustedDevices } from './trusted-devices.js';

type Adding = { readonly replaces?: Factor } | undefined;

function useManage() {
  const { call, refresh } = useVisit();
  const act = useAct();
  const proof = useProof(act.run);
  const [codes, setCodes] = useState<readonly string[]>();
  const [password, setPassword] = useState<string>();
  const change = (method: string, path: string, body?: object) =>
    void act.run(() =>
      proof.withProof(async (id) => {
        await call(method, path, body, id);
        await refresh();
      }),
    );
  const newCodes = () =>
    void act.run(() =>
      proof.withProof(async (id) => {
        const made = await call<{ recoveryCodes: readonly string[] }>('POST', '/recovery-codes', {}, id);
        setCodes(made.recoveryCodes);
        await refresh();
      }),
    );
  const makePassword = (name: string) =>
    void act.run(() =>
      proof.withProof(async (id) => {
        setPassword((await call<{ password: string }>('POST', '/app-passwords', { name }, id)).password);
      }),
    );
  const forget = () => {
    setCodes(undefined);
    setPassword(undefined);
  };
  return { ...act, ...proof, change, newCodes, makePassword, codes, password, forget };
}

function Factors({ onAdd, manage }: { onAdd: (adding: Adding) => void; manage: ReturnType<typeof useManage> }) {
  const text = useText();
  const { state } = useVisit();
  return (
    <Section title={text('manage.factors')}>
      <ul className="items" hidden={state.factors.length === 0}>
        {state.factors.map((factor) => (
          <FactorItem
            key={factor.id}
            factor={factor}
            onRename={(name) => manage.change('PATCH', `/factors/${factor.id}`, { name })}
            onReplace={() => onAdd({ replaces: factor })}
            onRemove={() => manage.change('DELETE', `/factors/${factor.id}`)}
          />
        ))}
      </ul>
      <Action wide onPress={() => onAdd({})}>
        {text('manage.add')}
      </Action>
    </Section>
  );
}

export function ManagePage() {
  const text = useText();
  const { state, refresh, leave } = useVisit();
  const manage = useManage();
  const [adding, setAdding] = useState<Adding>();
  const application = state.application.name;
  const done = () => {
    setAdding(undefined);
    void manage.run(refresh);
  };
  if (manage.question) return manage.question;
  if (manage.codes) return <RecoveryCodes codes={manage.codes} onSaved={manage.forget} />;
  if (manage.password) return <NewAppPassword password={manage.password} onDone={manage.forget} />;
  if (adding) {
    const title = text(adding.replaces ? 'manage.replaceTitle' : 'manage.add', { name: adding.replaces?.name ?? '' });
    const replaces = adding.replaces ? { replaces: adding.replaces.id } : {};
    return <AddFactor title={title} {...replaces} onDone={done} onBack={() => setAdding(undefined)} />;
  }
  return (
    <Step title={text('title.manage')} wide>
      <ProblemNotice problem={manage.problem} application={application} />
      <OnOrOff
        isPending={manage.isPending}
        onTurn={(isOn) => manage.change('PUT', '/second-factor', { state: isOn ? 'on' : 'off' })}
      />
      <Factors onAdd={setAdding} manage={manage} />
      {state.factors.length > 0 ? <CodeSummary onNewCodes={manage.newCodes} /> : null}
      {state.policy.trustedDeviceDays > 0 ? <TrustedDevices /> : null}
      <AppPasswords isPending={manage.isPending} onMake={manage.makePassword} />
      <Action kind="main" wide onPress={() => void manage.run(leave)}>
        {text('return', { application })}
      </Action>
    </Step>
  );
}
