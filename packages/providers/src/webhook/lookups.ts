import { lookup } from 'node:dns/promises';

/** Every address of a host name. Rejects with a system error when there is none. */
export type ResolveAddresses = (hostname: string) => Promise<string[]>;

/** So a name takes about a twentieth of the time, and more only when its lookups are slower than the longest time allows for. */
const keptFactor = 20;
const longestKeptMilliseconds = 120_000;

interface Told {
  readonly answer: Promise<string[]>;
  readonly until: number;
}

/**
 * Who asks for a name that is being looked up waits for the same answer: the system looks up in one of two threads, nobody can
 * end that, and a name whose servers hang must not take both.
 */
export function shareLookups(resolve: ResolveAddresses): ResolveAddresses {
  const underWay = new Map<string, Promise<string[]>>();
  return (hostname) => {
    const found = underWay.get(hostname) ?? resolve(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, found);
    return found;
  };
}

export const resolveBySystem: ResolveAddresses = shareLookups(async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
});

/**
 * For names that customers choose: one lookup at a time, so that a thread is left for names of our own, those of providers, Redis
 * and the store. What a lookup told is told again for a while, the longer the more time it took, so that a name whose servers hang leaves
 * its turn to the others.
 */
export function takeTurns(resolve: ResolveAddresses, now: () => number): ResolveAddresses {
  const told = new Map<string, Told>();
  let turn: Promise<unknown> = Promise.resolve();

  const forgetOld = (at: number): void => {
    for (const [hostname, { until }] of told) if (until <= at) told.delete(hostname);
  };
  const lookUp = async (hostname: string): Promise<string[]> => {
    const startedAt = now();
    const answer = resolve(hostname);
    await answer.catch(() => undefined);
    const endedAt = now();
    forgetOld(endedAt);
    const until = endedAt + Math.min(longestKeptMilliseconds, keptFactor * (endedAt - startedAt));
    told.set(hostname, { answer, until });
    return await answer;
  };
  return shareLookups(async (hostname) => {
    const known = told.get(hostname);
    if (known !== undefined && now() < known.until) return await known.answer;
    const found = turn.then(() => lookUp(hostname));
    turn = found.catch(() => undefined);
    return await found;
  });
}
