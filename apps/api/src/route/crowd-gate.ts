import { unavailable } from '@otpost/core/errors';

interface CrowdGateOptions {
  /** So much is worked on at once; more makes each of them slower and none sooner. */
  readonly atOnce: number;
  /** So long a request waits for its turn in a burst. */
  readonly burstMilliseconds: number;
  /** So long it waits while the crowd has stood for longer than a burst: who waits longer has often gone already. */
  readonly standingMilliseconds: number;
  readonly now: () => number;
}

/** Lets some requests work and others wait, in their order. */
export interface CrowdGate {
  /** Does the work when it is its turn. Throws `unavailable` (dependency `api`), with nothing done, when that would be too late. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Waiting {
  readonly since: number;
  readonly begin: () => void;
  readonly refuse: (error: Error) => void;
}

/** Late ones are also looked for when nothing is finished. */
const lookMilliseconds = 50;

const tooLate = () => unavailable('api', 'More is asked of this process than it can do; nothing was done for this');

/**
 * Keeps a process that is asked for more than it can do quick for what it takes: without it all requests are slow together, time
 * out while their work is done, and come again. A burst is worked off; a crowd that stays is held at a short wait.
 */
export function createCrowdGate(options: CrowdGateOptions): CrowdGate {
  const { atOnce, burstMilliseconds, standingMilliseconds, now } = options;
  const waiting = new Set<Waiting>();
  let working = 0;
  let crowdSince = 0;
  let timer: NodeJS.Timeout | undefined;

  const wait = (one: Waiting): void => {
    if (waiting.size === 0) {
      crowdSince = one.since;
      timer = setInterval(refuseLate, lookMilliseconds);
    }
    waiting.add(one);
  };
  const remove = (one: Waiting): void => {
    waiting.delete(one);
    if (waiting.size === 0) clearInterval(timer);
  };
  const refuseLate = (): void => {
    const time = now();
    const longest = time - crowdSince > burstMilliseconds ? standingMilliseconds : burstMilliseconds;
    for (const one of waiting) {
      if (time - one.since < longest) return;
      remove(one);
      one.refuse(tooLate());
    }
  };
  const leave = (): void => {
    working -= 1;
    if (waiting.size === 0) return;
    refuseLate();
    const [first] = waiting;
    if (!first) return;
    remove(first);
    working += 1;
    first.begin();
  };

  return {
    pass: async (work) => {
      if (working < atOnce) working += 1;
      else await new Promise<void>((begin, refuse) => wait({ since: now(), begin, refuse }));
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
