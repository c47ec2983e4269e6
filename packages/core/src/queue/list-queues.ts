import type { Context } from '../context.js';
import type { Channel, PauseRecord } from '../records.js';
import { pauseOf } from './pauses.js';
import type { QueueList } from './queue-schemas.js';

const channels: readonly Channel[] = ['email', 'sms'];

function viewPause({ createdAt, reason }: PauseRecord) {
  return { since: new Date(createdAt).toISOString(), reason };
}

/** What waits, for how long, who takes from it, and what is paused. Throws `unavailable` without Redis. */
export async function listQueues(context: Context): Promise<QueueList> {
  const { pauses } = context.settings.current();
  const queues = channels.map(async (channel) => {
    const { bell } = context;
    const [waiting, oldest, workers] = await Promise.all([
      bell.waiting(channel),
      bell.oldestWaitingAt(channel),
      bell.workers(channel),
    ]);
    const paused = pauseOf(pauses, { kind: 'channel', subject: channel });
    return {
      channel,
      waiting,
      oldestWaitingSeconds: oldest === undefined ? null : Math.max(0, context.now() - oldest) / 1000,
      workers: workers ?? null,
      pause: paused ? viewPause(paused) : null,
    };
  });
  const pausedProviders = pauses.filter(({ kind }) => kind === 'provider');
  return {
    queues: await Promise.all(queues),
    pausedProviders: pausedProviders.map((record) => ({ provider: record.subject, ...viewPause(record) })),
  };
}
