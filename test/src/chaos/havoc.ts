import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../servers/start-house.js';
import { oneOf } from './seeded-random.js';

/** Something that can be killed at any time and started again. */
interface Victim {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

const longestQuietMilliseconds = 3000;
const longestDownMilliseconds = 1500;
/** Every so many rounds two go down together. */
const pairShare = 0.25;

function victimsOf({ apis, workers, redis }: House): Victim[][] {
  return [[...apis], [...workers], [{ name: 'redis', kill: () => redis.kill(), start: () => redis.start() }]];
}

async function strike(victim: Victim, downMilliseconds: number): Promise<void> {
  await victim.kill();
  await sleep(downMilliseconds);
  await victim.start();
}

/**
 * Kills processes of the API, workers and Redis with SIGKILL and starts them again, one kind after the other in turns,
 * until the time is over. Gives the names of those that were killed, in order.
 */
export async function wreakHavoc(house: House, random: () => number, milliseconds: number): Promise<string[]> {
  const kinds = victimsOf(house);
  const killed: string[] = [];
  const end = performance.now() + milliseconds;
  for (let round = 0; performance.now() < end; round += 1) {
    await sleep(random() * longestQuietMilliseconds);
    const first = oneOf(random, kinds[round % kinds.length] ?? []);
    const second = oneOf(random, kinds[(round + 1) % kinds.length] ?? []);
    const struck = random() < pairShare ? [first, second] : [first];
    const waits = struck.map(() => random() * longestDownMilliseconds);
    killed.push(...struck.map(({ name }) => name));
    await Promise.all(struck.map((victim, index) => strike(victim, waits[index] ?? 0)));
  }
  return killed;
}
