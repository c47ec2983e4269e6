import { channelName, channelNames } from '../../ui/channel-names.js';
import '../operations.css';
import { useRead } from '../../api/client.js';
import { LinkAction } from '../../ui/action.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/empty.js';
import { Page, Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { useProviderName } from '../use-provider-name.js';

interface Alert {
  readonly id: string;
  readonly kind: 'provider_down' | 'provider_config' | 'webhook_off' | 'paused' | 'channel_down';
  readonly subject: string;
  readonly status: 'open' | 'closed';
  readonly detail: string;
  readonly since: string;
  readonly count: number;
}

interface Kind {
  readonly title: string;
  /** What an admin does about it. */
  readonly next: string;
  readonly to: (subject: string) => string;
  readonly action: string;
}

const isChannel = (subject: string): boolean => Object.hasOwn(channelNames, subject);

const kinds: Readonly<Record<Alert['kind'], Kind>> = {
  provider_down: {
    title: 'A provider fails',
    next: 'It is asked again by itself, and others carry its messages where there are any.',
    to: (subject) => `/channels/${subject}`,
    action: 'Look at the provider',
  },
  provider_config: {
    title: 'A provider refuses its settings',
    next: 'It is left out until its settings are changed.',
    to: (subject) => `/channels/${subject}`,
    action: 'Change its settings',
  },
  webhook_off: {
    title: 'A webhook of an application is off',
    next: 'Mend the receiver, then turn it on and send again what it missed.',
    to: () => '/applications',
    action: 'To the applications',
  },
  paused: {
    title: 'Paused by an admin',
    next: 'What it should send waits, or goes by others.',
    to: (subject) => (isChannel(subject) ? '/queues' : `/channels/${subject}`),
    action: 'Look at it',
  },
  channel_down: {
    title: 'A channel does not work',
    next: 'None of its providers takes messages: they are late or lost.',
    to: () => '/channels',
    action: 'To the channels',
  },
};

function OpenAlert({ alert, name }: { readonly alert: Alert; readonly name: string }) {
  const { title, next, to, action } = kinds[alert.kind];
  return (
    <Card
      title={`${title}: ${name}`}
      actions={
        <>
          <Badge kind="bad">Open</Badge>
          <LinkAction small to={to(alert.subject)}>
            {action}
          </LinkAction>
        </>
      }
    >
      <p>{alert.detail}</p>
      <p className="help">
        {next} Open since <Time at={alert.since} />
        {alert.count > 1 ? `; it has opened ${alert.count} times` : ''}.
      </p>
    </Card>
  );
}

/** What an operator or admin should look at, and what was. */
export function AlertsPage() {
  const { data, problem } = useRead<{ alerts: readonly Alert[] }>('/admin/v1/alerts', { everyMilliseconds: 3000 });
  const providerName = useProviderName();
  const nameOf = ({ subject }: Alert): string => (isChannel(subject) ? channelName(subject) : providerName(subject));
  const open = data?.alerts.filter(({ status }) => status === 'open') ?? [];
  const closed = data?.alerts.filter(({ status }) => status === 'closed') ?? [];
  return (
    <Page title="Alerts" lead="Each is open while it is true, and closes by itself.">
      {!data ? <Waiting problem={problem} /> : null}
      {data && open.length === 0 ? (
        <Empty icon="tick" title="All is well">
          <p className="soft">Nothing needs you. A provider that fails or a pause would show here within seconds.</p>
        </Empty>
      ) : null}
      <div className="alerts" aria-live="polite">
        {open.map((alert) => (
          <OpenAlert key={alert.id} alert={alert} name={nameOf(alert)} />
        ))}
      </div>
      {closed.length > 0 ? (
        <Card title="Over">
          <DataTable
            label="Alerts that are over"
            rows={closed}
            rowKey={({ id }) => id}
            columns={[
              { title: 'Alert', cell: (alert) => `${kinds[alert.kind].title}: ${nameOf(alert)}` },
              { title: 'Status', cell: () => <Badge kind="good">Closed</Badge> },
              { title: 'What it was', cell: ({ detail }) => detail },
              { title: 'Closed', cell: ({ since }) => <Time at={since} /> },
              { title: 'Times', isNumber: true, cell: ({ count }) => count },
            ]}
          />
        </Card>
      ) : null}
    </Page>
  );
}
