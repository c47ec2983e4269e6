import type { Outcome } from '@otpost/provider-kit/outcome';
import type { BreakerState } from '../live-breaker-port.js';
import type { Live } from '../live-port.js';
import type { ProviderRecord } from '../records.js';
import type { SettingsReader } from '../settings/settings-snapshot.js';

/** How old what a worker knows of the breakers may be: one read in this time, however many deliveries. */
const freshMilliseconds = 250;
/** Older than this, or told that something changed, a delivery waits for the news. */
const staleMilliseconds = 2000;
/** From the last failure to the next probe (DESIGN section 6). */
const probeWaitMilliseconds = 10_000;
/** What only an admin can mend is rarely tried. */
const outProbeWaitMilliseconds = 60_000;
/** So far the clock of a process may be from that of Redis (the doctor asks for less). */
const clockSlackMilliseconds = 5000;

/** Which providers are asked, as all workers have learned it together. */
export interface Breakers {
  /** Those that may be asked now, best first: one that is due goes in as a probe. When all are open, the longest down first. */
  askable(providers: readonly ProviderRecord[]): Promise<ProviderRecord[]>;
  /** What became of a handover, and how long it took. */
  note(provider: ProviderRecord, outcome: Pick<Outcome, 'class' | 'detail'>, tookMilliseconds: number): Promise<void>;
}

export interface BreakersParts {
  readonly live: Pick<Live, 'breakers'>;
  readonly settings: SettingsReader;
  readonly now: () => number;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

type States = ReadonlyMap<string, BreakerState>;

const isClosed = (states: States, { id }: ProviderRecord): boolean => (states.get(id)?.status ?? 'closed') === 'closed';

/** What an admin has changed since it went out is tried at once. */
function probeWait({ version }: ProviderRecord, state: BreakerState | undefined): number {
  if (state?.status !== 'out') return probeWaitMilliseconds;
  return state.version === version ? outProbeWaitMilliseconds : 0;
}

/** The breaker helps, and is not needed: whatever goes wrong with it, a code is sent as if there were none. */
export function createBreakers({ live, settings, now, warn }: BreakersParts): Breakers {
  let states: States = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const survive = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      warn('The breakers of the providers cannot be read or written', { error });
      return otherwise;
    }
  };
  const readAll = async (): Promise<void> => {
    states = await live.breakers.read([...settings.current().providers.keys()]);
  };
  /** Nobody waits for a read that is merely due: what changed is told by `onChange`. */
  const refresh = async (): Promise<void> => {
    const age = now() - readAt;
    // Read in the future: the clock was set back, and nobody knows how old it is.
    const isUnknown = age < 0;
    if (age < freshMilliseconds && !isUnknown) return;
    reading ??= survive(readAll, undefined).finally(() => {
      readAt = now();
      reading = undefined;
    });
    if (age > staleMilliseconds || isUnknown) await reading;
  };
  /** What lies ahead is from before a clock was set back: long past. */
  const failedAtOf = ({ id }: ProviderRecord): number => {
    const failedAt = states.get(id)?.failedAt ?? 0;
    return failedAt > now() + clockSlackMilliseconds ? 0 : failedAt;
  };
  const mayProbe = (provider: ProviderRecord): Promise<boolean> => {
    const state = states.get(provider.id);
    const wait = probeWait(provider, state);
    if (state === undefined || state.isProbing || now() - failedAtOf(provider) < wait) return Promise.resolve(false);
    return survive(() => live.breakers.takeProbe(provider.id, wait), false);
  };
  /** A code waits for no probe; the provider that failed a moment ago is the least likely to be back. */
  const longestDownFirst = (providers: readonly ProviderRecord[]): ProviderRecord[] =>
    providers.toSorted((a, b) => failedAtOf(a) - failedAtOf(b));

  live.breakers.onChange(() => {
    readAt = Number.NEGATIVE_INFINITY;
  });
  return {
    askable: async (providers) => {
      await refresh();
      const closed = providers.filter((provider) => isClosed(states, provider));
      if (closed.length === providers.length) return [...providers];
      if (closed.length === 0) return longestDownFirst(providers);
      for (const provider of providers) {
        if (isClosed(states, provider)) continue;
        // The probe goes first: with a message that has the healthy ones behind it.
        if (await mayProbe(provider)) return [provider, ...closed];
      }
      return closed;
    },
    note: async (provider, { class: outcome, detail }, tookMilliseconds) => {
      const isBad = outcome !== 'accepted' && outcome !== 'permanent';
      // A success after nothing but successes changes nothing, so it costs nothing.
      if (!isBad && (states.get(provider.id)?.isClean ?? true)) return;
      const { id: providerId, version } = provider;
      await survive(() => live.breakers.note({ providerId, outcome, detail, version, tookMilliseconds }), undefined);
      readAt = Number.NEGATIVE_INFINITY;
    },
  };
}
