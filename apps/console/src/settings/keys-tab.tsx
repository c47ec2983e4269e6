import { useState } from 'react';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';
import { type ApiKey, type Application, applicationsPath } from './contract.js';
import { NewKeyDialog } from './new-key-dialog.js';

/** An application has at most so many active keys: one in use, and one to move over to. */
const mostActive = 2;

function KeyTable({ keys, onRevoke }: { readonly keys: readonly ApiKey[]; readonly onRevoke: (key: ApiKey) => void }) {
  const { may } = useRights();
  return (
    <DataTable
      label="API keys"
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Key', cell: ({ id }) => <code>otp_live_{id}_…</code> },
        { title: 'May', cell: ({ scopes }) => scopes.join(', ') },
        { title: 'Made', cell: ({ createdAt }) => <Time at={createdAt} /> },
        {
          title: 'State',
          cell: ({ revokedAt }) => (revokedAt === null ? <Badge kind="good">active</Badge> : <Badge>revoked</Badge>),
        },
        {
          title: 'Actions',
          cell: (key) =>
            key.revokedAt === null && may('admin') ? (
              <Action small onPress={() => onRevoke(key)}>
                Revoke
              </Action>
            ) : null,
        },
      ]}
    />
  );
}

/** The keys by which the application calls the API. */
export function KeysTab({ application }: { readonly application: Application }) {
  const { may } = useRights();
  const path = `${applicationsPath}/${application.id}/keys`;
  const { data, problem } = useRead<{ keys: readonly ApiKey[] }>(path);
  const [isMaking, setMaking] = useState(false);
  const [asked, setAsked] = useState<ApiKey>();
  const revoke = useChange<ApiKey>({ method: 'DELETE', path: ({ id }) => `${path}/${id}`, makesOld: [path] });
  const keys = (data?.keys ?? []).toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  const active = keys.filter(({ revokedAt }) => revokedAt === null).length;
  const make = may('admin') ? (
    <Action kind="main" icon="plus" isDisabled={active >= mostActive} onPress={() => setMaking(true)}>
      Make a key
    </Action>
  ) : null;
  return (
    <>
      <Card
        title="API keys"
        help="To change one: make the second, move the application over, revoke the first. At most two are active."
        actions={keys.length === 0 ? null : make}
      >
        {data ? null : <Waiting problem={problem} lines={2} />}
        {data && keys.length === 0 ? (
          <Empty icon="key" title="The application has no key yet">
            <p>It needs one to ask for challenges.</p>
            {make}
          </Empty>
        ) : null}
        {keys.length > 0 ? <KeyTable keys={keys} onRevoke={setAsked} /> : null}
      </Card>
      {isMaking ? <NewKeyDialog path={path} onClose={() => setMaking(false)} /> : null}
      <AskFirst
        title="Revoke this key?"
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
        confirm="Revoke"
        isDanger
        isPending={revoke.isPending}
        problem={revoke.problem}
        onConfirm={() => {
          if (!asked) return;
          revoke.mutate(asked, {
            onSuccess: () => {
              tellDone('The key was revoked');
              setAsked(undefined);
            },
          });
        }}
      >
        <p>
          Whoever still uses <code>otp_live_{asked?.id}_…</code> is refused within a second. It cannot be taken back.
        </p>
      </AskFirst>
    </>
  );
}
