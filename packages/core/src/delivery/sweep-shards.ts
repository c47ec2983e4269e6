import type { Context } from '../context.js';
import { shardCount } from '../ids.js';
import type { Ring } from '../live-port.js';
import { fallBack } from './fall-back.js';
import { ringBell } from './ring-bell.js';

const placesPerStep = 100;
/** Steps on one shard before the others have their turn; what is left waits for the next round. */
const stepsPerRound = 20;
/** What was rung for before goes before new ones of a burst. */
const firstPriority = 1;

/** A queue that cannot be asked is rung as if it held nothing: it takes a ring that it holds for one. */
async function unheldOf(context: Context, rings: readonly Ring[]): Promise<readonly Ring[]> {
  try {
    return await context.bell.unheldOf(rings);
  } catch {
    return rings;
  }
}

async function sweepShard(context: Context, shard: number, onRing: (ring: Ring) => void): Promise<number> {
  let rung = 0;
  for (let step = 0; step < stepsPerRound; step += 1) {
    const { looked, rings, steps } = await context.live.challenges.sweep(shard, placesPerStep);
    const unheld = await unheldOf(context, rings);
    await Promise.all(unheld.map((ring) => ringBell(context, ring, firstPriority)));
    unheld.forEach(onRing);
    await Promise.all(steps.map((id) => fallBack(context, id)));
    rung += unheld.length;
    if (looked < placesPerStep) break;
  }
  return rung;
}

/** One round over every shard: ends what is over and rings for what waits. Any number of workers may do it at once. */
export async function sweepShards(context: Context, onRing: (ring: Ring) => void): Promise<number> {
  const rung = await Promise.all(Array.from({ length: shardCount }, (_, shard) => sweepShard(context, shard, onRing)));
  return rung.reduce((sum, count) => sum + count, 0);
}
