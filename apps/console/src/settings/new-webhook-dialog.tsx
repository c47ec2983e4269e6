import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Dialog } from '../ui/dialog.js';
import { ProblemNotice } from '../ui/notice.js';
import { applicationsPath, type Webhook } from './contract.js';
import { OnceShown } from './new-key-dialog.js';
import { WebhookFields, webhookDraftOf, webhookOf } from './webhook-fields.js';

/** Adds a receiver, then shows the secret that signs, once. */
export function NewWebhookDialog({
  applicationId,
  onClose,
}: {
  readonly applicationId: string;
  readonly onClose: () => void;
}) {
  const [, go] = useLocation();
  const [draft, setDraft] = useState(() => webhookDraftOf());
  const path = `${applicationsPath}/${applicationId}/webhooks`;
  const make = useChange<void, Webhook & { secret: string }>({
    method: 'POST',
    path,
    body: () => webhookOf(draft),
    makesOld: [path],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const { data } = make;
  if (data) {
    const leave = () => {
      onClose();
      go(`/applications/${applicationId}/webhooks/${data.id}`);
    };
    return <OnceShown title="The secret that signs" content={data.secret} onClose={leave} />;
  }
  return (
    <Dialog title="Add a webhook" isOpen onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <WebhookFields draft={draft} onChange={setDraft} problem={make.problem} />
        <ProblemNotice problem={make.problem} shownElsewhere={['url', 'description', 'events']} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isPending={make.isPending}>
            Add
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
