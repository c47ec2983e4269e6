import { setTimeout as sleep } from 'node:timers/promises';
import type { ProductProcess } from '../servers/product-process.js';
import type { House } from '../servers/start-house.js';
import { oneOf } from './seeded-random.js';

/** Something that can be ended at any time and started again. */
interface Victim {
  readonly name: string;
  kill(): Promise<void>;
  terminate(): Promise<void>;
  start(): Promise<void>;
}

export interface Strike {
  readonly name: string;
  readonly signal: 'SIGKILL' | 'SIGTERM';
}

export interface Havoc {
  readonly random: () => number;
  readonly milliseconds: number;
  /** Between two strikes nothing happens for at most this long. */
  readonly longestQuietMilliseconds: number;
}

const longestDownMilliseconds = 1500;
/** Every so many rounds two go down together. */
const pairShare = 0.25;
const terminateShare = 0.4;

function asVictim(each: ProductProcess): Victim {
  const terminate = async (): Promise<void> => {
    const code = await each.terminate();
    if (code !== 0) throw new Error(`${each.name} ended with ${code} after SIGTERM`);
  };
  return { name: each.name, kill: () => each.kill(), terminate, start: () => each.start() };
}

function victimsOf({ apis, workers, redis }: House): Victim[][] {
  return [apis.map(asVictim), workers.map(asVictim), [{ name: 'redis', ...redis }]];
}

async function strike(victim: Victim, signal: Strike['signal'], downMilliseconds: number): Promise<void> {
  await (signal === 'SIGTERM' ? victim.terminate() : victim.kill());
  await sleep(downMilliseconds);
  await victim.start();
}

/**
 * Ends processes of the API, workers and Redis with SIGKILL or SIGTERM and starts them again, one kind after the other in
 * turns, until the time is over. Gives what was struck, in order.
 */
export async function wreakHavoc(house: House, havoc: Havoc): Promise<Strike[]> {
  const { random, milliseconds, longestQuietMilliseconds } = havoc;
  const kinds = victimsOf(house);
  const strikes: Strike[] = [];
  const end = performance.now() + milliseconds;
  // Each kind at least once, also where a machine is so busy that a round takes most of the time.
  for (let round = 0; round < kinds.length || performance.now() < end; round += 1) {
    await sleep(random() * longestQuietMilliseconds);
    const first = oneOf(random, kinds[round % kinds.length] ?? []);
    const second = oneOf(random, kinds[(round + 1) % kinds.length] ?? []);
    const struck = random() < pairShare ? [first, second] : [first];
    const plans = struck.map((victim) => ({
      victim,
      signal: random() < terminateShare ? ('SIGTERM' as const) : ('SIGKILL' as const),
      down: random() * longestDownMilliseconds,
    }));
    strikes.push(...plans.map(({ victim: { name }, signal }) => ({ name, signal })));
    await Promise.all(plans.map(({ victim, signal, down }) => strike(victim, signal, down)));
  }
  return strikes;
}
