import { type DeliverContext, deliver } from '@otpost/core/delivery/deliver';
import { traced } from '@otpost/core/trace/traced';
import type { Metrics } from '@otpost/process/metric-catalogue';
import { type ConsumerOptions, type DeliveryConsumer, startDeliveryConsumer } from '@otpost/queue/delivery-consumer';
import { deliverChannels } from '@otpost/queue/job-catalogue';

export interface DeliverJobParts {
  readonly context: DeliverContext;
  readonly connection: ConsumerOptions['connection'];
  readonly concurrency: number;
  readonly metrics: Metrics;
}

/** Takes the job `deliver` of every channel: one job, one core verb. */
export function startDeliverJobs(parts: DeliverJobParts): DeliveryConsumer[] {
  const { context, connection, concurrency, metrics } = parts;
  return deliverChannels.map((channel) =>
    startDeliveryConsumer({
      connection,
      channel,
      concurrency,
      process: async (job, waitedMilliseconds) => {
        metrics.queueWait.observe({ channel }, Math.max(0, waitedMilliseconds) / 1000);
        const { id, kind, send } = job;
        const facts = { channel, kind, send, queueWaitMilliseconds: Math.max(0, waitedMilliseconds) };
        await traced(
          context,
          { name: 'deliver', subjectId: id, facts },
          (own) => deliver(own, job),
          (to) => ({ ...to }),
        );
      },
      onError: (error) => context.warn('A delivery could not be worked on; the sweeper rings again', { error }),
      onPoison: (jobId) => context.warn('A job that cannot be read was dropped', { jobId }),
    }),
  );
}
