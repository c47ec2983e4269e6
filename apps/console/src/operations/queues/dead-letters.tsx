import { useState } from 'react';
import { Link } from 'wouter';
import { useChange, useRead } from '../../api/client.js';
import { Pager } from '../../filters/pager.js';
import { useFilters } from '../../filters/use-filters.js';
import { useRights } from '../../session/session.js';
import { Action } from '../../ui/action.js';
import { AskFirst } from '../../ui/ask-first.js';
import { Card } from '../../ui/card.js';
import { channelName } from '../../ui/channel-names.js';
import { DataTable } from '../../ui/data-table.js';
import { Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { tellDone } from '../../ui/toasts.js';
import { statusText } from '../wording.js';
import { type DeadLetter, deadLettersPath } from './contract.js';

interface DeadLetterPage {
  readonly deadLetters: readonly DeadLetter[];
  readonly nextCursor: string | null;
}

interface Asked {
  readonly letter: DeadLetter;
  readonly act: 'send' | 'dismiss';
}

const kindNames = { code: 'Code', notice: 'Notice', job: 'Unreadable job' } as const;
const makesOld = [deadLettersPath, '/admin/v1/deliveries', '/admin/v1/challenges'];

function ConfirmLetter({ letter, act, onClose }: Asked & { readonly onClose: () => void }) {
  const isSent = act === 'send';
  const change = useChange<string>({
    method: isSent ? 'POST' : 'DELETE',
    path: isSent ? `${deadLettersPath}/${letter.id}/send-again` : `${deadLettersPath}/${letter.id}`,
    body: (reason) => ({ reason }),
    makesOld,
  });
  return (
    <AskFirst
      title={isSent ? 'Send it again?' : 'Dismiss it?'}
      isOpen
      onClose={onClose}
      confirm={isSent ? 'Send again' : 'Dismiss'}
      isDanger={!isSent}
      needsReason
      isPending={change.isPending}
      problem={change.problem}
      onConfirm={(reason) =>
        change.mutate(reason, {
          onSuccess: () => {
            tellDone(isSent ? 'It is on its way again' : 'It is dismissed');
            onClose();
          },
        })
      }
    >
      <p>
        {isSent
          ? 'A code goes out by a resend of its challenge, within its limits; one whose challenge has ended cannot.'
          : 'It is not sent, and no longer shown here. History keeps what happened.'}
      </p>
    </AskFirst>
  );
}

const challengeOf = ({ kind, subject }: DeadLetter): string | undefined =>
  kind === 'code' ? subject.replace(/-\d+$/, '') : undefined;

/** What failed for good, kept to be sent again. */
export function DeadLetters() {
  const filters = useFilters();
  const { may } = useRights();
  const [asked, setAsked] = useState<Asked>();
  const query = filters.query(['cursor']);
  const { data, problem } = useRead<DeadLetterPage>(`${deadLettersPath}${query}`, { everyMilliseconds: 5000 });
  return (
    <Card title="Dead letters" help="What failed for good, and jobs that no worker could read.">
      {!data ? <Waiting problem={problem} lines={2} /> : null}
      {data?.deadLetters.length === 0 ? <p className="soft">None. Everything that could be sent was sent.</p> : null}
      {data && data.deadLetters.length > 0 ? (
        <DataTable
          label="Dead letters"
          rows={data.deadLetters}
          rowKey={({ id }) => id}
          columns={[
            {
              title: 'To',
              cell: (letter) => {
                const challenge = challengeOf(letter);
                const name = letter.to ?? letter.subject;
                return challenge ? <Link href={`/challenges/${challenge}`}>{name}</Link> : name;
              },
            },
            { title: 'Kind', cell: ({ kind, channel }) => `${kindNames[kind]}, ${channelName(channel)}` },
            {
              title: 'Why',
              cell: ({ reason, detail }) => (
                <>
                  {statusText(reason)}
                  {detail ? <span className="help">{detail}</span> : null}
                </>
              ),
            },
            { title: 'Since', cell: ({ createdAt }) => <Time at={createdAt} /> },
            {
              title: 'Actions',
              cell: (letter) =>
                may('support') ? (
                  <span className="row">
                    <Action small onPress={() => setAsked({ letter, act: 'send' })}>
                      Send again
                    </Action>
                    <Action small kind="quiet" onPress={() => setAsked({ letter, act: 'dismiss' })}>
                      Dismiss
                    </Action>
                  </span>
                ) : null,
            },
          ]}
        />
      ) : null}
      {data ? <Pager filters={filters} nextCursor={data.nextCursor} /> : null}
      {asked ? <ConfirmLetter {...asked} onClose={() => setAsked(undefined)} /> : null}
    </Card>
  );
}
