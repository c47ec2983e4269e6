import { type FormEvent, useState } from 'react';
import type { Named } from '../admins/application-names.js';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { ConflictNotice } from '../ui/conflict-notice.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { tellDone } from '../ui/toasts.js';
import { CheckConnection } from './check-connection.js';
import { ConfigFields } from './config-fields.js';
import { type Provider, type ProviderKind, providersPath } from './contract.js';
import { configOf, draftOf } from './provider-draft.js';
import { RoutingFields, routingDraftOf, routingOf } from './routing-fields.js';
import { UnverifiedNotice } from './unverified-notice.js';

interface ProviderFormProps {
  readonly provider: Provider;
  readonly kind: ProviderKind;
}

/** Its settings. What is refused changes nothing: the settings before stay in force. */
export function ProviderForm({ provider, kind }: ProviderFormProps) {
  const { may } = useRights();
  const { data: known } = useRead<{ applications: readonly Named[] }>('/admin/v1/applications');
  const [base] = useState(provider);
  const [version, setVersion] = useState(provider.version);
  const [name, setName] = useState(base.name);
  const [config, setConfig] = useState(() => draftOf(kind, base));
  const [routing, setRouting] = useState(() => routingDraftOf(base));
  const save = useChange<{ unverified: boolean }, Provider>({
    method: 'PATCH',
    path: `${providersPath}/${base.id}`,
    body: ({ unverified }) => {
      const changed = configOf(kind, config, draftOf(kind, base));
      return {
        version,
        name,
        ...(Object.keys(changed).length === 0 ? {} : { config: changed }),
        ...routingOf(routing, base.channel),
        ...(unverified ? { unverified } : {}),
      };
    },
    makesOld: [providersPath],
  });
  const send = (unverified: boolean): void =>
    save.mutate({ unverified }, { onSuccess: () => tellDone('Saved. It is live within a second.') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };
  const fields = kind.formFields.map((field) => `config.${field.name}`);
  return (
    <form className="stack" onSubmit={submit}>
      <Card title="Settings" help={kind.description}>
        <Field
          label="Name"
          value={name}
          onChange={setName}
          error={save.problem?.messageOf('name')}
          isRequired
          isDisabled={!may('admin')}
        />
        <ConfigFields
          fields={kind.formFields}
          draft={config}
          onChange={setConfig}
          provider={base}
          problem={save.problem}
        />
      </Card>
      <Card title="Which messages it is asked for">
        <RoutingFields
          channel={base.channel}
          draft={routing}
          onChange={setRouting}
          applications={known?.applications ?? []}
          problem={save.problem}
        />
      </Card>
      <ConflictNotice problem={save.problem} mine={base} onKeepMine={setVersion} />
      {save.problem?.code === 'conflict' ? null : (
        <ProblemNotice problem={save.problem} shownElsewhere={['name', ...fields]} />
      )}
      <UnverifiedNotice problem={save.problem} onAnyway={() => send(true)} />
      {may('admin') ? (
        <div className="row">
          <Action kind="main" type="submit" isPending={save.isPending}>
            Save
          </Action>
          <CheckConnection
            channel={base.channel}
            kind={base.kind}
            provider={base}
            config={() => configOf(kind, config, draftOf(kind, base))}
          />
        </div>
      ) : null}
    </form>
  );
}
