import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '@otpost/core/records';
import { DelayedError, type Job, WaitingError, Worker } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import {
  type DeliverJob,
  deliverConsumerSettings,
  deliverQueue,
  isNewerJob,
  parseDeliverJob,
} from './job-catalogue.js';

export interface ConsumerOptions {
  /** Waits for Redis as long as it takes: `maxRetriesPerRequest: null`. */
  readonly connection: Redis | Cluster;
  readonly channel: Channel;
  readonly concurrency: number;
  /**
   * Takes one delivery as far as it goes, and says when it is to be looked at again, if ever. What it throws is logged; the sweeper
   * rings again.
   */
  readonly process: (job: DeliverJob, waitedMilliseconds: number) => Promise<LookAgain | undefined>;
  readonly onError: (error: Error) => void;
  /** A job nobody can read; the challenge it may have meant is rung for again. When it rejects, it gets the job again later. */
  readonly onPoison: (jobId: string, data: unknown) => Promise<void>;
}

export interface LookAgain {
  readonly againMilliseconds: number;
}

export interface DeliveryConsumer {
  /** Takes no more jobs until `resume`; those under way go on. */
  pause(): void;
  resume(): void;
  /** Takes no more jobs and waits for those under way; a moment at most for Redis. */
  close(): Promise<void>;
}

/** Until somebody of the next release takes it, or what kept it from being kept is over. */
const laterMilliseconds = 2000;
/** BullMQ waits for ever for a connection that broke as it was closed; whoever has that job then does nothing twice. */
const closeMilliseconds = 3000;
const lookMilliseconds = 50;
/** No code lives so long, and the sweeper rings again for what does. */
const newerPatienceMilliseconds = 900_000;

async function putOff(job: Job, token: string | undefined, milliseconds = laterMilliseconds): Promise<never> {
  await job.moveToDelayed(Date.now() + milliseconds, token);
  throw new DelayedError();
}

async function putBack(job: Job, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

type Process = (job: Job, token: string | undefined) => Promise<void>;

/** One at a time: each that cannot be kept may take seconds, and the deliveries need the places of the worker. */
function keepPoisonBy(onPoison: ConsumerOptions['onPoison']): Process {
  let isKeeping = false;
  return async (job, token) => {
    if (isKeeping) return await putOff(job, token);
    isKeeping = true;
    try {
      await onPoison(job.id ?? '', job.data);
    } catch {
      await putOff(job, token);
    } finally {
      isKeeping = false;
    }
  };
}

/** Starts taking deliveries of one channel. The processor never throws for an outcome, so no job is ever failed. */
export function startDeliveryConsumer(options: ConsumerOptions): DeliveryConsumer {
  const { name, prefix } = deliverQueue(options.channel);
  const keepPoison = keepPoisonBy(options.onPoison);
  let isPaused = false;
  let underWay = 0;
  const untilDone = async (): Promise<void> => {
    while (underWay > 0) await wait(lookMilliseconds);
    await wait(closeMilliseconds, undefined, { ref: false });
  };
  const worker = new Worker(
    name,
    async (job, token) => {
      // BullMQ takes one more, for which it was waiting when it was paused.
      if (isPaused) return await putBack(job, token);
      const parsed = parseDeliverJob(job.data);
      const isYoung = Date.now() - job.timestamp < newerPatienceMilliseconds;
      // The next release has to read it.
      if (!parsed && isYoung && isNewerJob(job.data)) return await putOff(job, token);
      if (!parsed) return await keepPoison(job, token);
      underWay += 1;
      let again: LookAgain | undefined;
      try {
        again = await options.process(parsed, Date.now() - job.timestamp - (job.opts.delay ?? 0));
      } catch (error) {
        options.onError(error instanceof Error ? error : new Error(String(error)));
      } finally {
        underWay -= 1;
      }
      if (again) await putOff(job, token, again.againMilliseconds);
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
  const withoutWaiting = true;
  return {
    pause: () => {
      isPaused = true;
      void worker.pause(withoutWaiting).catch(options.onError);
    },
    resume: () => {
      isPaused = false;
      void worker.resume().catch(options.onError);
    },
    close: async () => await Promise.race([worker.close(), untilDone()]),
  };
}
