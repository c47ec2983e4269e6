import type { Clock } from '../clock.js';
import type { SettingsReader, SettingsSnapshot } from './settings-snapshot.js';

/**
 * A version is raised before its write as well as after it. For this long after a rise every poll loads again, so that the
 * write is found even when its process died before the second rise. Longer than any write to the store may take.
 */
const settlingMilliseconds = 6000;
/** Whatever the version says: nothing stays unseen for longer than this. */
const longestUnseenMilliseconds = 30_000;

export interface SettingsCacheOptions {
  readonly load: () => Promise<SettingsSnapshot>;
  /** Only the version, which is cheap: asked at each poll. */
  readonly version: () => Promise<number>;
  readonly onChangeMessage: (listener: () => void) => void;
  readonly pollMilliseconds: number;
  readonly now: Clock;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

export interface SettingsCache extends SettingsReader {
  /** Loads once and begins to poll; rejects when the first load fails, and may then be called again. */
  start(): Promise<void>;
  stop(): void;
}

/** Runs one load at a time. A call during a load waits for one more that begins after it; many such calls share it. */
function oneAtATime(load: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = load().finally(() => {
      running = undefined;
    });
    return running;
  };
  const runNext = (): Promise<void> => {
    next = undefined;
    return run();
  };
  return () => {
    if (running) next ??= running.then(runNext, runNext);
    return next ?? run();
  };
}

/**
 * The settings of one process: at most a poll behind the store, told at once by the live message, and the last good ones
 * while the store is down.
 */
export function createSettingsCache(options: SettingsCacheOptions): SettingsCache {
  let snapshot: SettingsSnapshot | undefined;
  let settledAt = 0;
  let loadedAt = 0;
  let knownProblems = '';
  let stale = false;
  let timer: NodeJS.Timeout | undefined;
  let started = false;

  const report = (problems: SettingsSnapshot['problems']): void => {
    const found = JSON.stringify(problems);
    if (found !== knownProblems && problems.length > 0) {
      options.warn('Some settings cannot be used and are left out', { problems });
    }
    knownProblems = found;
  };
  const isSettling = (): boolean => {
    const left = settledAt - options.now();
    return left > 0 && left <= settlingMilliseconds;
  };
  const refresh = oneAtATime(async () => {
    const loaded = await options.load();
    if (loaded.version !== snapshot?.version) settledAt = options.now() + settlingMilliseconds;
    loadedAt = options.now();
    snapshot = loaded;
    report(loaded.problems);
  });
  const mustLoad = async (): Promise<boolean> => {
    const version = await options.version();
    const age = options.now() - loadedAt;
    // Loaded in the future: the clock was set back, and nobody knows how old it is.
    const isUnknown = age < 0;
    return version !== snapshot?.version || isUnknown || isSettling() || age >= longestUnseenMilliseconds;
  };
  const look = async (always: boolean): Promise<void> => {
    try {
      if (always || (await mustLoad())) await refresh();
      if (stale) options.warn('Settings are read again', {});
      stale = false;
    } catch (error) {
      if (!stale) options.warn('Settings cannot be read; the last ones stay in force', { error });
      stale = true;
    }
  };
  const poll = async (): Promise<void> => {
    await look(false);
    if (started) timer = setTimeout(() => void poll(), options.pollMilliseconds).unref();
  };
  options.onChangeMessage(() => {
    if (started) void look(true);
  });

  return {
    current: () => {
      if (!snapshot) throw new Error('The settings are not loaded yet: start() comes first');
      return snapshot;
    },
    refresh,
    start: async () => {
      await refresh();
      if (started) return;
      started = true;
      timer = setTimeout(() => void poll(), options.pollMilliseconds).unref();
    },
    stop: () => {
      started = false;
      clearTimeout(timer);
    },
  };
}
