import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import type { Named } from '../admins/application-names.js';
import { useChange, useRead } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { channelNames } from '../ui/channel-names.js';
import { Empty } from '../ui/empty.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icons.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { CheckConnection } from './check-connection.js';
import { ConfigFields } from './config-fields.js';
import { type Channel, type Provider, type ProviderKind, providersPath } from './contract.js';
import { configOf, draftOf } from './provider-draft.js';
import { RoutingFields, routingDraftOf, routingOf } from './routing-fields.js';
import { UnverifiedNotice } from './unverified-notice.js';

const above = { title: 'Channels', to: '/channels' };

function ConnectForm({ channel, kind }: { readonly channel: Channel; readonly kind: ProviderKind }) {
  const [, go] = useLocation();
  const { data: known } = useRead<{ applications: readonly Named[] }>('/admin/v1/applications');
  const [name, setName] = useState(kind.name);
  const [config, setConfig] = useState(() => draftOf(kind));
  const [routing, setRouting] = useState(() => routingDraftOf());
  const connect = useChange<{ unverified: boolean }, Provider>({
    method: 'POST',
    path: providersPath,
    body: ({ unverified }) => ({
      channel,
      kind: kind.kind,
      name,
      config: configOf(kind, config),
      ...routingOf(routing, channel),
      unverified,
    }),
    makesOld: [providersPath],
  });
  const send = (unverified: boolean): void =>
    connect.mutate({ unverified }, { onSuccess: ({ id }) => go(`/channels/${id}?new`) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };
  const fields = kind.formFields.map((field) => `config.${field.name}`);
  return (
    <form className="stack" onSubmit={submit}>
      <Card title="How to reach it" help={kind.description}>
        <Field
          label="Name"
          help="How it is called here and in the history."
          value={name}
          onChange={setName}
          error={connect.problem?.messageOf('name')}
          isRequired
        />
        <ConfigFields
          fields={kind.formFields}
          draft={config}
          onChange={setConfig}
          provider={undefined}
          problem={connect.problem}
        />
      </Card>
      <details className="card">
        <summary>Which messages it is asked for</summary>
        <RoutingFields
          channel={channel}
          draft={routing}
          onChange={setRouting}
          applications={known?.applications ?? []}
          problem={connect.problem}
        />
      </details>
      <ProblemNotice problem={connect.problem} shownElsewhere={['name', ...fields]} />
      <UnverifiedNotice problem={connect.problem} onAnyway={() => send(true)} />
      <div className="row">
        <Action kind="main" type="submit" isPending={connect.isPending}>
          Connect
        </Action>
        <CheckConnection channel={channel} kind={kind.kind} config={() => configOf(kind, config)} />
      </div>
    </form>
  );
}

function KindChoice({ kinds, channel }: { readonly kinds: readonly ProviderKind[]; readonly channel: Channel }) {
  const [, go] = useLocation();
  return (
    <ul className="choices">
      {kinds.map(({ kind, name, description }) => (
        <li key={kind}>
          <Action onPress={() => go(`/channels/new/${channel}/${kind}`)}>
            <Icon name="channels" />
            <span>
              <strong>{name}</strong>
              <span className="help">{description}</span>
            </span>
          </Action>
        </li>
      ))}
    </ul>
  );
}

/** Connects a provider: first its kind, then the form that the kind describes. */
export function NewProviderPage() {
  const { channel, kind } = useParams<{ channel: string; kind?: string }>();
  const { data, problem } = useRead<{ kinds: readonly ProviderKind[] }>('/admin/v1/provider-kinds');
  if (channel !== 'email' && channel !== 'sms') return <Empty icon="channels" title="There is no such channel" />;
  const kinds = data?.kinds.filter(({ channels }) => channels.includes(channel)) ?? [];
  const chosen = kinds.find((one) => one.kind === kind);
  const title = chosen ? `Connect ${chosen.name}` : `Connect a provider for ${channelNames[channel]}`;
  return (
    <Page key={title} title={title} above={above} lead={chosen ? undefined : 'What shall send the messages?'}>
      {data ? null : <Waiting problem={problem} />}
      {chosen ? (
        <ConnectForm key={chosen.kind} channel={channel} kind={chosen} />
      ) : (
        <KindChoice kinds={kinds} channel={channel} />
      )}
    </Page>
  );
}
