import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { tellDone } from '../ui/toasts.js';
import { applicationsPath, type Webhook } from './contract.js';
import './settings.css';
import { OnceShown } from './new-key-dialog.js';
import { Versions } from './versions.js';
import { WebhookForm } from './webhook-form.js';
import { WebhookMessages } from './webhook-messages.js';
import { webhookBadge } from './webhooks-tab.js';

type Asked = 'delete' | 'secret';

function WebhookActions({ path, list, webhook }: { path: string; list: string; webhook: Webhook }) {
  const [, go] = useLocation();
  const [asked, setAsked] = useState<Asked>();
  const turn = useChange<boolean>({
    method: 'PATCH',
    path,
    body: (enabled) => ({ version: webhook.version, enabled }),
    makesOld: [list],
  });
  const test = useChange({ method: 'POST', path: `${path}/test`, body: () => ({}), makesOld: [list] });
  const rotate = useChange<void, { secret: string }>({
    method: 'POST',
    path: `${path}/secret`,
    body: () => ({}),
    makesOld: [list],
  });
  const remove = useChange({ method: 'DELETE', path, makesOld: [list] });
  const removed = () => {
    tellDone('The webhook was deleted');
    go(`/applications/${path.split('/')[4] ?? ''}?tab=webhooks`);
  };
  return (
    <>
      <Action
        isPending={test.isPending}
        onPress={() => test.mutate(undefined, { onSuccess: () => tellDone('A test event is on its way') })}
      >
        Send a test
      </Action>
      <Action isPending={turn.isPending} onPress={() => turn.mutate(!webhook.enabled)}>
        {webhook.enabled ? 'Switch off' : 'Switch on'}
      </Action>
      <Action onPress={() => setAsked('secret')}>New secret</Action>
      <Action kind="danger" onPress={() => setAsked('delete')}>
        Delete
      </Action>
      <ProblemNotice problem={turn.problem ?? test.problem} />
      <AskFirst
        title="Make a new secret?"
        isOpen={asked === 'secret' && !rotate.data}
        onClose={() => setAsked(undefined)}
        confirm="Make it"
        isPending={rotate.isPending}
        problem={rotate.problem}
        onConfirm={() => rotate.mutate()}
      >
        <p>The one before signs beside it for a day, so that the receiver can move over.</p>
      </AskFirst>
      {asked === 'secret' && rotate.data ? (
        <OnceShown
          title="The new secret"
          content={rotate.data.secret}
          onClose={() => {
            rotate.reset();
            setAsked(undefined);
          }}
        />
      ) : null}
      <AskFirst
        title="Delete this webhook?"
        isOpen={asked === 'delete'}
        onClose={() => setAsked(undefined)}
        confirm="Delete"
        isDanger
        isPending={remove.isPending}
        problem={remove.problem}
        onConfirm={() => remove.mutate(undefined, { onSuccess: removed })}
      >
        <p>What it is still owed is not sent any more.</p>
      </AskFirst>
    </>
  );
}

/** One receiver: its settings, what was and is owed to it, and its versions. */
export function WebhookPage() {
  const { id, webhookId } = useParams<{ id: string; webhookId: string }>();
  const { may } = useRights();
  const list = `${applicationsPath}/${id}/webhooks`;
  const path = `${list}/${webhookId}`;
  const { data: webhook, problem } = useRead<Webhook>(path);
  if (!webhook) return <Waiting problem={problem} />;
  return (
    <Page
      title={webhook.description ?? 'Webhook'}
      above={{ title: 'Webhooks', to: `/applications/${id}?tab=webhooks` }}
      lead={
        <span className="row">
          {webhookBadge(webhook)} <span className="break">{webhook.url}</span>
        </span>
      }
      actions={may('admin') ? <WebhookActions path={path} list={list} webhook={webhook} /> : null}
    >
      <WebhookForm key={webhook.version} webhook={webhook} path={path} list={list} />
      <WebhookMessages path={path} />
      <Versions path={path} makesOld={[list]} version={webhook.version} what="webhook" />
    </Page>
  );
}
