import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { sweepShards } from '../delivery/sweep-shards.js';
import { OtpostError } from '../errors.js';
import { shardCount } from '../ids.js';

export interface MoveClock {
  readonly applicationId: string;
  readonly advanceSeconds: number;
}

async function ageShard(context: Context, shard: number, applicationId: string, milliseconds: number): Promise<number> {
  let moved = 0;
  let cursor = '0';
  do {
    const step = await context.live.challenges.age(shard, applicationId, milliseconds, cursor);
    moved += step.moved;
    cursor = step.cursor;
  } while (cursor !== '0');
  return moved;
}

/**
 * Moves the clock of a test application for its own pending challenges: each becomes so much older, with its waits and the sends
 * of its address. Nobody else's time moves. Tells how many. Throws `forbidden` outside test mode.
 */
export async function moveClock(context: Context, { applicationId, advanceSeconds }: MoveClock): Promise<number> {
  const { settings } = applicationOf(context.settings.current(), applicationId);
  if (!settings.testMode) throw new OtpostError('forbidden', 'This application is not in test mode');
  const shards = Array.from({ length: shardCount }, (_none, shard) =>
    ageShard(context, shard, applicationId, advanceSeconds * 1000),
  );
  const moved = (await Promise.all(shards)).reduce((sum, count) => sum + count, 0);
  // What is over by now ends by now.
  await sweepShards(context, () => undefined);
  return moved;
}
