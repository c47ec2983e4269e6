import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '@otpost/core/records';
import { type Accepted, type Plan, plans } from './accepted.js';
import { askPatiently } from './ask-patiently.js';
import { type Life, liveChallenge } from './live-challenge.js';
import { oneOf } from './seeded-random.js';

export interface Load extends Life {
  /** Makes addresses and idempotency keys its own. */
  readonly name: string;
  /** Each as often as it stands here; a channel that stands in the list gets its part. */
  readonly channels: readonly Channel[];
  readonly plans: readonly Plan[];
  readonly createsPerSecond: number;
  /** Asked all the time: no challenge is begun once it is true. */
  readonly isOver: () => boolean;
  /** Called with each that was accepted, as soon as it is. */
  readonly onAccepted?: (id: string) => void;
  /** Called with the last word on each that was not. */
  readonly onRefused?: (answer: string) => void;
}

/** Every plan as often as applications follow it. */
export const commonPlans: readonly Plan[] = Object.entries(plans).flatMap(([plan, share]) =>
  Array.from({ length: share }, () => plan as Plan),
);

/** Eight digits that no other number of this load has, in an order that no two neighbours share a prefix. */
const subscriberNumber = (number: number): string => String(20_000_000 + ((number * 7919) % 70_000_000));

let numbersGiven = 0;

function newAddress(channel: Channel, name: string, number: number): string {
  if (channel === 'email') return `person-${number}-${name}@example.com`;
  numbersGiven += 1;
  return `+49151${subscriberNumber(numbersGiven)}`;
}

async function one(load: Load, number: number, plan: Plan): Promise<Accepted | undefined> {
  const channel = oneOf(load.random, load.channels);
  const to = newAddress(channel, load.name, number);
  const askedAt = Date.now();
  const created = await askPatiently(load, '/challenges', { channel, to }, `${load.name}-${number}`);
  if (!created || created.status >= 300) {
    load.onRefused?.(created ? `${created.status} ${created.body.code}` : 'no answer');
    return undefined;
  }
  const { id } = created.body;
  load.onAccepted?.(id);
  return { id, channel, to, plan, askedAt, ...(await liveChallenge(load, id, plan)) };
}

export interface FinishedLoad {
  readonly accepted: Accepted[];
  readonly asked: number;
}

/** Begins challenges at the given rate and lives each of them; resolves when the last one is through. */
export async function runLoad(load: Load): Promise<FinishedLoad> {
  const running: Promise<Accepted | undefined>[] = [];
  const startedAt = performance.now();
  while (!load.isOver()) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * load.createsPerSecond);
    while (running.length < due) running.push(one(load, running.length, oneOf(load.random, load.plans)));
    await sleep(10);
  }
  const accepted = (await Promise.all(running)).filter((one) => one !== undefined);
  return { accepted, asked: running.length };
}
