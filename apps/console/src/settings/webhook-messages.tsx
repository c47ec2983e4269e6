import { useState } from 'react';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { ChoiceField } from '../ui/choice-field.js';
import { DataTable } from '../ui/data-table.js';
import { ProblemNotice } from '../ui/notice.js';
import { Waiting } from '../ui/page.js';
import { exactTime, Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';

type Status = 'waiting' | 'delivered' | 'failed';

interface Message {
  readonly id: string;
  readonly type: string;
  readonly status: Status;
  readonly attempts: number;
  readonly lastAnswer: string | null;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  readonly tries: readonly { readonly at: string; readonly answer: string; readonly milliseconds: number }[];
}

const badges: Readonly<Record<Status, { kind: 'plain' | 'good' | 'bad'; text: string }>> = {
  waiting: { kind: 'plain', text: 'waiting' },
  delivered: { kind: 'good', text: 'delivered' },
  failed: { kind: 'bad', text: 'failed' },
};

const filters = [
  { id: 'all', label: 'All' },
  { id: 'waiting', label: 'Waiting' },
  { id: 'delivered', label: 'Delivered' },
  { id: 'failed', label: 'Failed' },
];

const dayMilliseconds = 86_400_000;

function Tries({ message }: { readonly message: Message }) {
  const { tries, lastAnswer, nextAttemptAt } = message;
  if (tries.length === 0) return <>none yet</>;
  return (
    <details>
      <summary>
        {lastAnswer ?? 'no answer'}
        {nextAttemptAt === null ? null : (
          <span className="soft">
            , again <Time at={nextAttemptAt} />
          </span>
        )}
      </summary>
      <ol className="stack tight">
        {tries.map(({ at, answer, milliseconds }) => (
          <li key={at} className="help">
            {exactTime(at)}: {answer}, after {milliseconds} ms
          </li>
        ))}
      </ol>
    </details>
  );
}

interface MessageTableProps {
  readonly messages: readonly Message[];
  readonly onReplay: (message: Message) => void;
}

function MessageTable({ messages, onReplay }: MessageTableProps) {
  const { may } = useRights();
  return (
    <DataTable
      label="Messages"
      rows={messages}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Event', cell: ({ type }) => <code>{type}</code> },
        { title: 'Status', cell: ({ status }) => <Badge kind={badges[status].kind}>{badges[status].text}</Badge> },
        { title: 'Owed', cell: ({ createdAt }) => <Time at={createdAt} /> },
        { title: 'Last answer', cell: (message) => <Tries message={message} /> },
        {
          title: 'Actions',
          cell: (message) =>
            message.status !== 'waiting' && may('support') ? (
              <Action small onPress={() => onReplay(message)}>
                Send again
              </Action>
            ) : null,
        },
      ]}
    />
  );
}

function ReplayFailed({ path }: { readonly path: string }) {
  const replay = useChange<void, { replayed: number }>({
    method: 'POST',
    path: `${path}/replay`,
    body: () => ({ since: new Date(Date.now() - dayMilliseconds).toISOString() }),
    makesOld: [path],
  });
  const told = ({ replayed }: { replayed: number }) =>
    tellDone(`${replayed} that failed since yesterday are sent again`);
  return (
    <>
      <Action isPending={replay.isPending} onPress={() => replay.mutate(undefined, { onSuccess: told })}>
        Send failed again
      </Action>
      <ProblemNotice problem={replay.problem} />
    </>
  );
}

function useMessages(path: string) {
  const [filter, setFilter] = useState('all');
  const [cursor, setCursor] = useState<string>();
  const query = new URLSearchParams({
    limit: '20',
    ...(filter === 'all' ? {} : { status: filter }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const { data, problem } = useRead<{ messages: readonly Message[]; nextCursor: string | null }>(
    `${path}/messages?${query.toString()}`,
    { everyMilliseconds: 5000 },
  );
  const choose = (id: string) => {
    setFilter(id);
    setCursor(undefined);
  };
  return { data, problem, filter, choose, cursor, setCursor };
}

/** What was and is owed to the receiver, newest first, with every try; and a way to send it again. */
export function WebhookMessages({ path }: { readonly path: string }) {
  const { may } = useRights();
  const { data, problem, filter, choose, cursor, setCursor } = useMessages(path);
  const replay = useChange<Message>({
    method: 'POST',
    path: ({ id }) => `${path}/messages/${id}/replay`,
    body: () => ({}),
    makesOld: [path],
  });
  const sendAgain = (message: Message) => replay.mutate(message, { onSuccess: () => tellDone('It is sent again') });
  const none = filter === 'all' ? 'Nothing was owed yet. Send a test to see one arrive.' : 'Nothing of this kind.';
  return (
    <Card
      title="Delivery log"
      help="Each event that is owed, with every try."
      actions={
        <>
          <ChoiceField label="Status" isLabelHidden options={filters} value={filter} onChange={choose} />
          {may('support') ? <ReplayFailed path={path} /> : null}
        </>
      }
    >
      <ProblemNotice problem={replay.problem} />
      {data ? null : <Waiting problem={problem} lines={3} />}
      {data && data.messages.length === 0 ? <p className="soft">{none}</p> : null}
      {data && data.messages.length > 0 ? <MessageTable messages={data.messages} onReplay={sendAgain} /> : null}
      <div className="row">
        {cursor === undefined ? null : (
          <Action small onPress={() => setCursor(undefined)}>
            Newest
          </Action>
        )}
        {data?.nextCursor ? (
          <Action small onPress={() => setCursor(data.nextCursor ?? undefined)}>
            Older
          </Action>
        ) : null}
      </div>
    </Card>
  );
}
