import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import type { Channel } from '../records.js';
import { walkShards } from '../walk-shards.js';

export interface DrainQueue {
  readonly actor: Actor;
  readonly channel: Channel;
  readonly reason: string;
}

/**
 * Sends nothing of what waits for a channel now, and says so of each: it `failed`, by the reason `drained`, and goes by its
 * fallback where there is one. What is under way is finished; what comes later is sent. Tells how many.
 */
export async function drainQueue(context: Context, { actor, channel, reason }: DrainQueue): Promise<number> {
  return await audited(context, { actor, action: 'channel.drain', target: channel, reason }, async () => {
    return await walkShards(async (shard, from) => {
      const { cursor, drained } = await context.live.challenges.drain(shard, channel, from);
      return { cursor, count: drained };
    });
  });
}
