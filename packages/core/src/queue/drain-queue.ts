import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { shardCount } from '../ids.js';
import type { Channel } from '../records.js';

export interface DrainQueue {
  readonly actor: Actor;
  readonly channel: Channel;
  readonly reason: string;
}

async function drainShard(context: Context, shard: number, channel: Channel): Promise<number> {
  let drained = 0;
  let cursor = '0';
  do {
    const step = await context.live.challenges.drain(shard, channel, cursor);
    drained += step.drained;
    cursor = step.cursor;
  } while (cursor !== '0');
  return drained;
}

/**
 * Sends nothing of what waits for a channel now, and says so of each: it `failed`, by the reason `drained`, and goes by its
 * fallback where there is one. What is under way is finished; what comes later is sent. Tells how many.
 */
export async function drainQueue(context: Context, { actor, channel, reason }: DrainQueue): Promise<number> {
  return await audited(context, { actor, action: 'channel.drain', target: channel, reason }, async () => {
    const shards = Array.from({ length: shardCount }, (_none, shard) => drainShard(context, shard, channel));
    return (await Promise.all(shards)).reduce((sum, count) => sum + count, 0);
  });
}
