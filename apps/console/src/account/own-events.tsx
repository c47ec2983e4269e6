import { useRead } from '../api/client.js';
import { Actor } from '../ui/actor.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Waiting } from '../ui/page.js';
import { Moment } from '../ui/time.js';

interface OwnEvent {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

const words: Readonly<Record<string, string>> = {
  'admin.sign_in': 'Signed in',
  'admin.password': 'Password changed',
  'admin.reset': 'Account reset',
  'admin.invite': 'Invited',
  'admin.invitation': 'Invitation accepted',
  'admin.update': 'Name or rights changed',
  'admin.end_session': 'A session was ended',
  'factor.add': 'Second factor added',
  'factor.replace': 'Second factor replaced',
  'factor.remove': 'Second factor removed',
  'recovery_codes.make': 'New recovery codes made',
  'recovery_code.use': 'Recovery code used',
  'passkey.possible_clone': 'A passkey may have been copied',
};

/** One that the account did not know: the admin is mailed of it. */
const isNewBrowser = ({ data }: OwnEvent): boolean => data['newBrowser'] === true;

const columns: readonly Column<OwnEvent>[] = [
  {
    title: 'What',
    cell: (event) => (
      <>
        {words[event.action] ?? event.action} {isNewBrowser(event) ? <Badge kind="warn">New browser</Badge> : null}
        {typeof event.data['browser'] === 'string' ? <span className="help">{event.data['browser']}</span> : null}
      </>
    ),
  },
  // What an answer of one's own shows is noted of the user that an admin is to the console.
  { title: 'By', cell: ({ actor }) => (actor.startsWith('user:') ? 'you' : <Actor of={actor} />) },
  { title: 'When', cell: ({ at }) => <Moment at={at} /> },
];

/** The same as an admin is mailed, for whoever has no provider for mail, or has lost the mail. */
export function OwnEvents() {
  const { data, problem } = useRead<{ events: readonly OwnEvent[] }>('/console/v1/events');
  return (
    <Card
      title="What happened lately"
      help="To this account. If something was not you, change your password and tell an owner."
    >
      {data ? (
        <DataTable label="What happened lately" rows={data.events} rowKey={({ id }) => id} columns={columns} />
      ) : (
        <Waiting problem={problem} lines={3} />
      )}
    </Card>
  );
}
