import { useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { ask } from '../api/ask.js';
import { queryClient, useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Versions } from '../settings/versions.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { Badge } from '../ui/badge.js';
import { channelNames } from '../ui/channel-names.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';
import { type Provider, type ProviderKind, providersPath } from './contract.js';
import { healthWords, lastErrorWords } from './health-words.js';
import { ProviderForm } from './provider-form.js';
import { SendTest } from './send-test.js';

function HealthCard({ provider }: { readonly provider: Provider }) {
  const { kind, word, advice } = healthWords(provider);
  const lastError = lastErrorWords(provider);
  if (advice === null && lastError === null) return null;
  return (
    <Notice kind={kind === 'bad' ? 'bad' : kind === 'warn' ? 'warn' : 'plain'}>
      {advice === null ? null : (
        <p>
          <strong>{word}.</strong> {advice}
        </p>
      )}
      {lastError === null || !provider.health.lastError ? null : (
        <p>
          {lastError}{' '}
          <span className="soft">
            (<Time at={provider.health.lastError.at} />)
          </span>
        </p>
      )}
    </Notice>
  );
}

/** Brings a deleted provider back under its id, credentials too. */
async function bringBack({ id, version, name }: Provider): Promise<void> {
  try {
    await ask('POST', `${providersPath}/${id}/roll-back`, { toVersion: version, version, unverified: true });
    await queryClient.invalidateQueries({ queryKey: ['admin', 'v1', 'providers'] });
    tellDone(`${name} is back`);
  } catch {
    tellDone(`${name} could not be brought back`);
  }
}

function ProviderActions({ provider }: { readonly provider: Provider }) {
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const turn = useChange<boolean>({
    method: 'PATCH',
    path: `${providersPath}/${provider.id}`,
    body: (enabled) => ({ version: provider.version, enabled }),
    makesOld: [providersPath],
  });
  const remove = useChange({ method: 'DELETE', path: `${providersPath}/${provider.id}`, makesOld: [providersPath] });
  return (
    <>
      <Action isPending={turn.isPending} onPress={() => turn.mutate(!provider.enabled)}>
        {provider.enabled ? 'Disable' : 'Enable'}
      </Action>
      <Action kind="danger" onPress={() => setAsking(true)}>
        Delete
      </Action>
      <ProblemNotice problem={turn.problem} />
      <AskFirst
        title={`Delete ${provider.name}?`}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm="Delete"
        isDanger
        isPending={remove.isPending}
        problem={remove.problem}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              tellDone(`${provider.name} was deleted`, () => void bringBack(provider));
              go('/channels');
            },
          })
        }
      >
        <p>Nothing more is sent by it. To stop it for a while, disable it instead.</p>
      </AskFirst>
    </>
  );
}

/** One provider: how it does, a test, and its settings. */
export function ProviderPage() {
  const { id } = useParams<{ id: string }>();
  const isNew = useSearch() === 'new';
  const { may } = useRights();
  const { data: provider, problem } = useRead<Provider>(`${providersPath}/${id}`, { everyMilliseconds: 5000 });
  const { data: known } = useRead<{ kinds: readonly ProviderKind[] }>('/admin/v1/provider-kinds');
  if (!provider || !known) return <Waiting problem={problem} />;
  const kind = known.kinds.find((one) => one.kind === provider.kind);
  const { kind: colour, word } = healthWords(provider);
  return (
    <Page
      title={provider.name}
      above={{ title: 'Channels', to: '/channels' }}
      lead={
        <span className="row">
          <Badge kind={colour}>{word}</Badge> {channelNames[provider.channel]} · {kind?.name ?? provider.kind}
        </span>
      }
      actions={may('admin') ? <ProviderActions provider={provider} /> : null}
    >
      {isNew ? (
        <Notice kind="good">
          <p>
            <strong>Connected.</strong> It is in use from now on. Send yourself a test to see it arrive.
          </p>
        </Notice>
      ) : null}
      <HealthCard provider={provider} />
      {may('admin') ? <SendTest provider={provider} /> : null}
      {kind ? (
        <ProviderForm key={provider.version} provider={provider} kind={kind} />
      ) : (
        <Notice kind="bad">
          <p>This kind of provider is not installed any more. It cannot be used until it is, or it can be deleted.</p>
        </Notice>
      )}
      <Versions
        path={`${providersPath}/${id}`}
        makesOld={[providersPath, '/admin/v1/warnings']}
        version={provider.version}
        what="provider"
      />
    </Page>
  );
}
