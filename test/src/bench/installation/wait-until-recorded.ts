import { shardCount } from '@otpost/core/ids';
import { eventsKey } from '@otpost/live/connection/keys';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import type { Redis } from 'ioredis';
import { waitForZero } from '../processes/wait-for-zero.js';

const shards = Array.from({ length: shardCount }, (_, shard) => shard);

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Jobs of channel email that wait or are worked on, by the keys of BullMQ. */
async function jobsLeft(redis: Redis): Promise<number> {
  const { prefix, name } = deliverQueue('email');
  const key = (kind: string): string => `${prefix}:${name}:${kind}`;
  const sorted = ['prioritized', 'delayed'].map((kind) => redis.zcard(key(kind)));
  const lists = ['wait', 'active'].map((kind) => redis.llen(key(kind)));
  return sum(await Promise.all([...sorted, ...lists]));
}

async function eventsLeft(redis: Redis): Promise<number> {
  return sum(await Promise.all(shards.map((shard) => redis.xlen(eventsKey(shard)))));
}

/** Resolves when a worker has delivered everything and the recorder has moved every event to the store. */
export async function waitUntilRecorded(redis: Redis): Promise<void> {
  await waitForZero('jobs and events', async () => (await jobsLeft(redis)) + (await eventsLeft(redis)));
}
