import { keepUnreadableJob } from '@otpost/core/dead-letter/keep-dead-letters';
import { deliver, pausedMilliseconds } from '@otpost/core/delivery/deliver';
import type { DeliverContext } from '@otpost/core/delivery/deliver-context';
import { OtpostError } from '@otpost/core/errors';
import { pauseOf } from '@otpost/core/queue/pauses';
import type { Channel } from '@otpost/core/records';
import { traced } from '@otpost/core/trace/traced';
import type { Metrics } from '@otpost/process/metric-catalogue';
import { type ConsumerOptions, type DeliveryConsumer, startDeliveryConsumer } from '@otpost/queue/delivery-consumer';

/** As often as settings are compared with the store. */
const lookMilliseconds = 500;

export interface DeliverJobParts {
  readonly context: DeliverContext;
  readonly connection: ConsumerOptions['connection'];
  /** The queues that are taken from. */
  readonly channels: readonly Channel[];
  readonly concurrency: number;
  readonly metrics: Metrics;
}

/** Rejects while the store is away: the queue has the job until then. What can never be kept must not come back for ever. */
async function keepOrWarn(context: DeliverContext, job: Parameters<typeof keepUnreadableJob>[1]) {
  const { jobId } = job;
  try {
    return await keepUnreadableJob(context, job);
  } catch (error) {
    const isAway = error instanceof OtpostError && error.code === 'unavailable';
    const what = isAway ? 'A job that cannot be read waits for the store' : 'A job that cannot be read is lost';
    context.warn(what, { jobId, error });
    if (isAway) throw error;
    return 'lost';
  }
}

function startConsumer(parts: DeliverJobParts, channel: Channel): DeliveryConsumer {
  const { context, connection, concurrency, metrics } = parts;
  return startDeliveryConsumer({
    connection,
    channel,
    concurrency,
    process: async (job, waitedMilliseconds) => {
      const queueWaitMilliseconds = Math.max(0, waitedMilliseconds);
      const { id, kind, send } = job;
      const facts = { channel, kind, send, queueWaitMilliseconds };
      const step = { name: 'deliver', subjectId: id, facts } as const;
      const { status } = await traced(
        context,
        step,
        (own) => deliver(own, job),
        (to) => (to.status === 'paused' ? null : { ...to }),
      );
      // Its wait is not over, and would else be counted at every look.
      if (status === 'paused') return { againMilliseconds: pausedMilliseconds };
      metrics.queueWait.observe({ channel }, queueWaitMilliseconds / 1000);
      return undefined;
    },
    onError: (error) => context.warn('A delivery could not be worked on; the sweeper rings again', { error }),
    onPoison: async (jobId, data) => {
      if ((await keepOrWarn(context, { channel, jobId, data })) !== 'inserted') return;
      context.warn('A job cannot be read; it is kept as a dead letter', { jobId });
      metrics.deadLetters.inc({ kind: 'job' });
    },
  });
}

/** Takes the job `deliver` of its channels, one job, one core verb; of a paused channel none. */
export function startDeliverJobs(parts: DeliverJobParts): { stop(): Promise<void> } {
  const consumers = parts.channels.map((channel) => ({ channel, consumer: startConsumer(parts, channel) }));
  const paused = new Set<Channel>();
  const follow = (): void => {
    const { pauses } = parts.context.settings.current();
    for (const { channel, consumer } of consumers) {
      const isPaused = pauseOf(pauses, { kind: 'channel', subject: channel }) !== undefined;
      if (isPaused === paused.has(channel)) continue;
      if (isPaused) paused.add(channel);
      else paused.delete(channel);
      if (isPaused) consumer.pause();
      else consumer.resume();
    }
  };
  follow();
  const timer = setInterval(follow, lookMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(consumers.map(({ consumer }) => consumer.close()));
    },
  };
}
