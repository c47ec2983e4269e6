import type { Channel } from '@otpost/core/records';
import { Worker } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import { type DeliverJob, deliverConsumerSettings, deliverQueue, parseDeliverJob } from './job-catalogue.js';

export interface ConsumerOptions {
  /** Waits for Redis as long as it takes: `maxRetriesPerRequest: null`. */
  readonly connection: Redis | Cluster;
  readonly channel: Channel;
  readonly concurrency: number;
  /** Takes one delivery as far as it goes. What it throws is logged; the sweeper rings again. */
  readonly process: (job: DeliverJob, waitedMilliseconds: number) => Promise<void>;
  readonly onError: (error: Error) => void;
  /** A job nobody can read; it is dropped, and the challenge it may have meant is rung for again. */
  readonly onPoison: (jobId: string) => void;
}

export interface DeliveryConsumer {
  /** Takes no more jobs and waits for those under way. */
  close(): Promise<void>;
}

/** Starts taking deliveries of one channel. The processor never throws for an outcome, so no job is ever failed. */
export function startDeliveryConsumer(options: ConsumerOptions): DeliveryConsumer {
  const { name, prefix } = deliverQueue(options.channel);
  const worker = new Worker(
    name,
    async (job) => {
      const parsed = parseDeliverJob(job.data);
      if (!parsed) return options.onPoison(job.id ?? '');
      try {
        await options.process(parsed, Date.now() - job.timestamp - (job.opts.delay ?? 0));
      } catch (error) {
        options.onError(error instanceof Error ? error : new Error(String(error)));
      }
    },
    {
      connection: options.connection,
      prefix,
      concurrency: options.concurrency,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      skipVersionCheck: true,
      ...deliverConsumerSettings,
    },
  );
  worker.on('error', options.onError);
  return { close: async () => await worker.close() };
}
