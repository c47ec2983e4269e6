import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { sweepShards } from '../delivery/sweep-shards.js';
import { OtpostError } from '../errors.js';
import { walkShards } from '../walk-shards.js';

export interface MoveClock {
  readonly applicationId: string;
  readonly advanceSeconds: number;
}

/**
 * Moves the clock of a test application for its own pending challenges: each becomes so much older, with its waits and the sends
 * of its address. Nobody else's time moves. Tells how many. Throws `forbidden` outside test mode.
 */
export async function moveClock(context: Context, { applicationId, advanceSeconds }: MoveClock): Promise<number> {
  const { settings } = applicationOf(context.settings.current(), applicationId);
  if (!settings.testMode) throw new OtpostError('forbidden', 'This application is not in test mode');
  const milliseconds = advanceSeconds * 1000;
  const moved = await walkShards(async (shard, from) => {
    const step = await context.live.challenges.age(shard, applicationId, milliseconds, from);
    return { cursor: step.cursor, count: step.moved };
  });
  // What is over by now ends by now.
  await sweepShards(context, () => undefined);
  return moved;
}
