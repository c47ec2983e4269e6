import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';
import type { Store } from '@otpost/core/store-port';
import { eventually } from './eventually.js';

/** Everything the store remembers of one challenge. */
export interface ChallengeHistory {
  readonly challenge: ChallengeRecord;
  /** By send. */
  readonly deliveries: readonly DeliveryRecord[];
}

const challengesAtOnce = 200;
const settled: ReadonlySet<DeliveryRecord['status']> = new Set(['sent', 'failed', 'expired', 'canceled', 'unknown']);

/** The history of these challenges by id; one that the store does not know is left out. */
export async function readHistory(store: Store, ids: readonly string[]): Promise<Map<string, ChallengeHistory>> {
  const found = new Map<string, ChallengeHistory>();
  for (let start = 0; start < ids.length; start += challengesAtOnce) {
    const challenges = await store.challenges.getMany(ids.slice(start, start + challengesAtOnce));
    const names = challenges.flatMap(({ id, sends }) =>
      Array.from({ length: sends }, (_, send) => `${id}-${send + 1}`),
    );
    const deliveries = await store.deliveries.getMany(names);
    for (const challenge of challenges) {
      const own = deliveries.filter(({ ownerId }) => ownerId === challenge.id);
      found.set(challenge.id, { challenge, deliveries: own.toSorted((a, b) => a.send - b.send) });
    }
  }
  return found;
}

/** What is wrong with the history of a challenge that should have ended; empty when it tells the whole story, once. */
export function historyFaults({ challenge, deliveries }: ChallengeHistory): string[] {
  const { status, endedAt, events, eventNumber, sends } = challenge;
  const numbers = events.map(({ number }) => number);
  const ends = events.filter(({ type }) => type === 'challenge_ended').length;
  const open = deliveries.filter((delivery) => !settled.has(delivery.status));
  return [
    numbers.some((number, index) => number !== index + 1) ? `its events are numbered ${numbers.join(' ')}` : '',
    numbers.length === eventNumber ? '' : `it has ${numbers.length} events and says ${eventNumber}`,
    events[0]?.type === 'created' ? '' : 'it does not begin with its creation',
    ends === 1 && status !== 'pending' && endedAt !== null ? '' : `it is ${status} and has ${ends} ends`,
    deliveries.length === sends ? '' : `it has ${deliveries.length} deliveries for ${sends} sends`,
    ...open.map(({ id, status: openStatus }) => `delivery ${id} is still ${openStatus}`),
  ].filter((fault) => fault !== '');
}

/** The events of a challenge in one line, each with its seconds since the creation. */
export function storyOf({ challenge, deliveries }: ChallengeHistory): string {
  const story = challenge.events.map(({ type, at, data }) => {
    const seconds = ((at - challenge.createdAt) / 1000).toFixed(1);
    return `${seconds} s ${type} ${Object.values(data).join(' ')}`;
  });
  const ends = deliveries.map(({ send, status }) => `send ${send} is ${status}`);
  return [challenge.id, challenge.status, ...ends, ...story].join('; ');
}

/** Waits until the store tells the whole story of each of these challenges; fails with what is wrong with the first ones. */
export async function untilHistoryIsWhole(
  store: Store,
  ids: readonly string[],
  withinMilliseconds = 30_000,
): Promise<Map<string, ChallengeHistory>> {
  let history = new Map<string, ChallengeHistory>();
  const faultsOf = (id: string): string[] => {
    const own = history.get(id);
    return own ? historyFaults(own) : ['it is not there'];
  };
  const isWhole = async () => {
    history = await readHistory(store, ids);
    return ids.every((id) => faultsOf(id).length === 0);
  };
  await eventually('the history is whole', isWhole, withinMilliseconds).catch((cause: unknown) => {
    const faulty = ids.filter((id) => faultsOf(id).length > 0);
    const first = faulty.slice(0, 5).map((id) => {
      const own = history.get(id);
      return `${id}: ${faultsOf(id).join('; ')}\n  ${own ? storyOf(own) : ''}`;
    });
    throw new Error([`The history of ${faulty.length} of ${ids.length} challenges is not whole`, ...first].join('\n'), {
      cause,
    });
  });
  return history;
}
