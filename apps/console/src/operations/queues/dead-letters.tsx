import { useState } from 'react';
import { Link } from 'wouter';
import { useRead } from '../../api/client.js';
import { ApplicationChoice } from '../../filters/application-choice.js';
import { FilterChoice } from '../../filters/filter-choice.js';
import { Pager } from '../../filters/pager.js';
import { type Filters, useFilters } from '../../filters/use-filters.js';
import { useRights } from '../../session/session.js';
import { Action } from '../../ui/action.js';
import { Card } from '../../ui/card.js';
import { channelName, messageChannels } from '../../ui/channel-names.js';
import { ChoiceField } from '../../ui/choice-field.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Waiting } from '../../ui/page.js';
import { TickBox } from '../../ui/tick-box.js';
import { Time } from '../../ui/time.js';
import { countText, statusText } from '../wording.js';
import { type DeadLetter, type DeadLetterPage, deadLettersPath, letterKindNames, letterName } from './contract.js';
import { type LetterAct, LetterDialog } from './letter-dialog.js';
import { MendDialog } from './mend-dialog.js';
import { SentAgain } from './sent-again.js';

const filterNames = ['application', 'channel', 'kind', 'status'] as const;
const kinds = Object.entries(letterKindNames).map(([id, label]) => ({ id, label }));
const statuses = [
  { id: 'waiting', label: 'Waiting' },
  { id: 'sent_again', label: 'Sent again' },
];

function LetterFilters({ filters }: { readonly filters: Filters }) {
  const one = (name: string) => ({
    value: filters.get(name),
    onChange: (value: string) => filters.set({ [name]: value }),
  });
  const { value, onChange } = one('status');
  return (
    <div className="toolbar">
      <ChoiceField label="State" options={statuses} value={value === '' ? 'waiting' : value} onChange={onChange} />
      <FilterChoice label="Kind" all="All kinds" options={kinds} {...one('kind')} />
      <FilterChoice label="Channel" all="All channels" options={messageChannels} {...one('channel')} />
      <ApplicationChoice {...one('application')} />
    </div>
  );
}

function LetterName({ letter }: { readonly letter: DeadLetter }) {
  const challenge = letter.kind === 'code' ? letter.subject.replace(/-\d+$/, '') : undefined;
  const name = letterName(letter);
  return challenge ? (
    <Link href={`/challenges/${challenge}`}>{name}</Link>
  ) : (
    <span className="letter-name">{name}</span>
  );
}

interface Acts {
  readonly chosen: readonly string[];
  readonly choose: (id: string, isChosen: boolean) => void;
  readonly ask: (act: LetterAct | 'mend', letters: readonly DeadLetter[]) => void;
}

const plainColumns: readonly Column<DeadLetter>[] = [
  { title: 'Kind', cell: ({ kind, channel }) => `${letterKindNames[kind]}, ${channelName(channel)}` },
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
];

const nameColumn: Column<DeadLetter> = { title: 'To', cell: (letter) => <LetterName letter={letter} /> };

const sentColumns: readonly Column<DeadLetter>[] = [
  nameColumn,
  ...plainColumns,
  {
    title: 'Outcome',
    cell: ({ sentAgainAs }) => (sentAgainAs === null ? '–' : <SentAgain delivery={sentAgainAs} />),
  },
];

const actColumns = ({ chosen, choose, ask }: Acts): readonly Column<DeadLetter>[] => [
  {
    title: 'To',
    cell: (letter) => (
      <span className="row chosen-letter">
        <TickBox
          label={`Choose ${letterName(letter)}`}
          isSelected={chosen.includes(letter.id)}
          onChange={(isChosen) => choose(letter.id, isChosen)}
        />
        <LetterName letter={letter} />
      </span>
    ),
  },
  ...plainColumns,
  {
    title: 'Actions',
    cell: (letter) => (
      <span className="row letter-acts">
        {letter.kind === 'job' ? (
          <Action small onPress={() => ask('mend', [letter])}>
            Mend
          </Action>
        ) : (
          <Action small onPress={() => ask('send', [letter])}>
            Send again
          </Action>
        )}
        <Action small kind="quiet" onPress={() => ask('dismiss', [letter])}>
          Dismiss
        </Action>
      </span>
    ),
  },
];

interface LettersProps {
  readonly letters: readonly DeadLetter[];
  readonly isWaiting: boolean;
}

/** What can be done with one stands in its row; with several, above them. */
function Letters({ letters, isWaiting }: LettersProps) {
  const { may } = useRights();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<{ act: LetterAct | 'mend'; letters: readonly DeadLetter[] }>();
  // What was sent meanwhile, by whomever, is chosen no more.
  const chosen = letters.filter(({ id }) => ticked.includes(id));
  const mayAct = isWaiting && may('support');
  const acts: Acts = {
    chosen: ticked,
    choose: (id, isChosen) => setTicked(isChosen ? [...ticked, id] : ticked.filter((one) => one !== id)),
    ask: (act, of) => setAsked({ act, letters: of }),
  };
  const close = () => setAsked(undefined);
  const [first] = asked?.letters ?? [];
  return (
    <>
      {mayAct ? (
        <div className="row between chosen-bar">
          <TickBox
            isSelected={chosen.length === letters.length}
            onChange={(isOn) => setTicked(isOn ? letters.map(({ id }) => id) : [])}
          >
            {chosen.length === 0 ? 'All of this page' : `${countText(chosen.length)} chosen`}
          </TickBox>
          <span className="row">
            <Action small isDisabled={chosen.length === 0} onPress={() => acts.ask('send', chosen)}>
              Send the chosen again
            </Action>
            <Action small kind="quiet" isDisabled={chosen.length === 0} onPress={() => acts.ask('dismiss', chosen)}>
              Dismiss the chosen
            </Action>
          </span>
        </div>
      ) : null}
      <DataTable
        label="Dead letters"
        rows={letters}
        rowKey={({ id }) => id}
        columns={mayAct ? actColumns(acts) : isWaiting ? [nameColumn, ...plainColumns] : sentColumns}
      />
      {asked && asked.act !== 'mend' ? <LetterDialog act={asked.act} letters={asked.letters} onClose={close} /> : null}
      {asked?.act === 'mend' && first ? <MendDialog letter={first} onClose={close} /> : null}
    </>
  );
}

/** What failed for good, kept to be sent again. */
export function DeadLetters() {
  const filters = useFilters();
  const query = filters.query([...filterNames, 'cursor']);
  const { data, problem } = useRead<DeadLetterPage>(`${deadLettersPath}${query}`, { everyMilliseconds: 5000 });
  const isWaiting = filters.get('status') !== 'sent_again';
  const isFiltered = filters.isAny(['application', 'channel', 'kind']);
  const nothing = isWaiting ? 'None. Everything that could be sent was sent.' : 'None was sent again.';
  return (
    <Card title="Dead letters" help="What failed for good, and jobs that no worker could read.">
      <LetterFilters filters={filters} />
      {!data ? <Waiting problem={problem} lines={2} /> : null}
      {data?.deadLetters.length === 0 ? <p className="soft">{isFiltered ? 'None fits.' : nothing}</p> : null}
      {data && data.deadLetters.length > 0 ? <Letters letters={data.deadLetters} isWaiting={isWaiting} /> : null}
      {data ? <Pager filters={filters} nextCursor={data.nextCursor} /> : null}
    </Card>
  );
}
