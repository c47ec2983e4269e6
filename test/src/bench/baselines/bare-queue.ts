import { deliverJobOptions } from '@otpost/queue/job-catalogue';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { BareChallenge } from './bare-challenge.js';

export const bareQueueName = 'deliver';
export const bareQueuePrefix = '{baseline}';

/** As long as ours: priorities are the sends of the current ten seconds. */
const burstMilliseconds = 10_000;

export function openBareQueue(connection: Redis): Queue {
  return new Queue(bareQueueName, { connection, prefix: bareQueuePrefix, skipVersionCheck: true });
}

/** Counts the sends of ten seconds, without Redis: a program of one process needs none for it. */
export function createBurst(now: () => number): () => number {
  let startedAt = 0;
  let sends = 0;
  return () => {
    if (now() - startedAt >= burstMilliseconds) [startedAt, sends] = [now(), 0];
    sends += 1;
    return sends;
  };
}

/** One job with the options of ours, priority and id of its own included. */
export async function addBare(queue: Queue, challenge: BareChallenge, priority: number): Promise<void> {
  await queue.add('deliver', challenge, { ...deliverJobOptions, jobId: `${challenge.id}-1-0`, priority });
}
