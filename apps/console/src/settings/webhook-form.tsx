import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Card } from '../ui/card.js';
import { tellDone } from '../ui/toasts.js';
import type { Webhook } from './contract.js';
import { SaveBar } from './save-bar.js';
import { WebhookFields, webhookDraftOf, webhookOf } from './webhook-fields.js';

interface WebhookFormProps {
  readonly webhook: Webhook;
  readonly path: string;
  readonly list: string;
}

export function WebhookForm({ webhook, path, list }: WebhookFormProps) {
  const { may } = useRights();
  const [base] = useState(webhook);
  const [version, setVersion] = useState(base.version);
  const [draft, setDraft] = useState(() => webhookDraftOf(base));
  const save = useChange({
    method: 'PATCH',
    path,
    body: () => ({ version, ...webhookOf(draft) }),
    makesOld: [list],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: () => tellDone('Saved. It is live within a second.') });
  };
  const isChanged = JSON.stringify(webhookOf(draft)) !== JSON.stringify(webhookOf(webhookDraftOf(base)));
  return (
    <form className="stack" onSubmit={submit}>
      <Card title="Settings">
        <WebhookFields draft={draft} onChange={setDraft} problem={save.problem} isDisabled={!may('admin')} />
        <SaveBar
          problem={save.problem}
          base={base}
          keepMine={setVersion}
          isPending={save.isPending}
          isChanged={isChanged}
          shownElsewhere={['url', 'description', 'events']}
        />
      </Card>
    </form>
  );
}
