import { channelName } from '../../ui/channel-names.js';
import '../operations.css';
import { Link } from 'wouter';
import { useRead } from '../../api/client.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Notice } from '../../ui/notice.js';
import { Page, Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { useProviderName } from '../use-provider-name.js';
import { countText, durationText } from '../wording.js';
import { type Queue, type Queues, queuesPath } from './contract.js';
import { DeadLetters } from './dead-letters.js';
import { QueueActs } from './queue-acts.js';

/** Codes should be gone within seconds: from here on somebody is kept waiting. */
const slowSeconds = 10;

function state({ pause, waiting, workers, oldestWaitingSeconds }: Queue) {
  if (pause) return <Badge kind="warn">Paused</Badge>;
  // A channel that nobody uses needs none.
  if (workers === 0) return <Badge kind={waiting === 0 ? 'warn' : 'bad'}>No worker</Badge>;
  if (waiting === 0) return <Badge kind="good">Empty</Badge>;
  const isSlow = (oldestWaitingSeconds ?? 0) > slowSeconds;
  return isSlow ? <Badge kind="bad">Behind</Badge> : <Badge kind="good">Moving</Badge>;
}

/** Who takes from it; nothing where Redis does not tell. */
function workersText({ workers }: Queue): string {
  if (workers === null) return '';
  if (workers === 0) return ' No worker takes from it.';
  return workers === 1 ? ' One worker takes from it.' : ` ${countText(workers)} workers take from it.`;
}

function QueueCard({ queue }: { readonly queue: Queue }) {
  const { channel, oldestWaitingSeconds, pause, waiting } = queue;
  return (
    <Card title={channelName(channel)} actions={<QueueActs queue={queue} />}>
      <div className="row between">
        <p>
          <span className="big-number">{countText(waiting)}</span> <span className="soft">waiting</span>
        </p>
        {state(queue)}
      </div>
      <p className="help">
        {oldestWaitingSeconds === null
          ? 'Nothing waits.'
          : `The oldest has waited for ${durationText(oldestWaitingSeconds * 1000)}.`}
        {workersText(queue)}
      </p>
      {pause ? (
        <Notice kind="warn">
          Paused <Time at={pause.since} />: {pause.reason}
        </Notice>
      ) : null}
    </Card>
  );
}

/** What waits to be sent, and what failed for good. */
export function QueuesPage() {
  const { data, problem } = useRead<Queues>(queuesPath, { everyMilliseconds: 2000 });
  const providerName = useProviderName();
  return (
    <Page title="Queues" lead="What waits to be sent. Empty is good: a code should be gone within a second.">
      {data?.queues.every(({ workers }) => workers === 0) ? (
        <Notice kind="bad">
          No worker runs, so nothing is sent. Start one on any machine that reaches Redis:{' '}
          <code>./otpost start worker</code>
        </Notice>
      ) : null}
      {data ? (
        <div className="columns">
          {data.queues.map((queue) => (
            <QueueCard key={queue.channel} queue={queue} />
          ))}
        </div>
      ) : (
        <Waiting problem={problem} />
      )}
      {data?.pausedProviders.map(({ provider, since, reason }) => (
        <Notice key={provider} kind="warn">
          <Link href={`/channels/${provider}`}>{providerName(provider)}</Link> is paused <Time at={since} />: {reason}
        </Notice>
      ))}
      <DeadLetters />
    </Page>
  );
}
