import { useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Waiting } from '../ui/page.js';
import { type Application, applicationsPath, type Webhook } from './contract.js';
import { NewWebhookDialog } from './new-webhook-dialog.js';

export function webhookBadge({ enabled, disabledReason }: Webhook) {
  if (enabled) return <Badge kind="good">on</Badge>;
  if (disabledReason === 'gone') return <Badge kind="bad">off: its receiver is gone</Badge>;
  if (disabledReason === 'failing') return <Badge kind="bad">off: nothing was taken for three days</Badge>;
  return <Badge>off</Badge>;
}

/** Where the application is told of what happens. */
export function WebhooksTab({ application }: { readonly application: Application }) {
  const { may } = useRights();
  const path = `${applicationsPath}/${application.id}/webhooks`;
  const { data, problem } = useRead<{ webhooks: readonly Webhook[] }>(path);
  const [isMaking, setMaking] = useState(false);
  const make = may('admin') ? (
    <Action kind="main" icon="plus" onPress={() => setMaking(true)}>
      Add a webhook
    </Action>
  ) : null;
  const webhooks = data?.webhooks ?? [];
  return (
    <Card
      title="Webhooks"
      help="Signed messages to the application when something happens, sent again until they are taken."
      actions={webhooks.length === 0 ? null : make}
    >
      {data ? null : <Waiting problem={problem} lines={2} />}
      {data && webhooks.length === 0 ? (
        <Empty icon="send" title="Nobody is told yet">
          <p>Add the address of a receiver, and it hears of approvals, deliveries and changed factors.</p>
          {make}
        </Empty>
      ) : null}
      {webhooks.length > 0 ? (
        <DataTable
          label="Webhooks"
          rows={webhooks}
          rowKey={({ id }) => id}
          columns={[
            {
              title: 'Receiver',
              cell: ({ id, url, description }) => (
                <>
                  <Link href={`/applications/${application.id}/webhooks/${id}`} className="break">
                    {description ?? url}
                  </Link>
                  {description === null ? null : <span className="help break">{url}</span>}
                </>
              ),
            },
            { title: 'Events', cell: ({ events }) => (events.length === 0 ? 'all' : String(events.length)) },
            { title: 'State', cell: webhookBadge },
          ]}
        />
      ) : null}
      {isMaking ? <NewWebhookDialog applicationId={application.id} onClose={() => setMaking(false)} /> : null}
    </Card>
  );
}
