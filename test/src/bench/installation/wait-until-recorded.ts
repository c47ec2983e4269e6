import { shardCount } from '@otpost/core/ids';
import { eventsKey } from '@otpost/live/connection/keys';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import type { Redis } from 'ioredis';
import { waitUntil } from '../processes/wait-until.js';

const patienceMilliseconds = 120_000;
const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** Jobs of ours that wait or are worked on, by channel email. */
async function jobsLeft(redis: Redis): Promise<number> {
  const { prefix, name } = deliverQueue('email');
  const key = (kind: string): string => `${prefix}:${name}:${kind}`;
  const counts = await Promise.all([
    redis.zcard(key('prioritized')),
    redis.zcard(key('delayed')),
    redis.llen(key('wait')),
    redis.llen(key('active')),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function eventsLeft(redis: Redis): Promise<number> {
  const counts = await Promise.all(shards.map((shard) => redis.xlen(eventsKey(shard))));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Resolves when a worker has delivered everything and the recorder has moved every event to the store. */
export async function waitUntilRecorded(redis: Redis): Promise<void> {
  await waitUntil('the worker to deliver and record everything', patienceMilliseconds, async () => {
    const left = (await jobsLeft(redis)) + (await eventsLeft(redis));
    return left === 0 || undefined;
  });
}
