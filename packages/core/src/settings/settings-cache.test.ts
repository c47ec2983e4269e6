import { afterEach, describe, expect, test } from '@jest/globals';
import { createSettingsCache, type SettingsCache } from './settings-cache.js';
import type { SettingsSnapshot } from './settings-snapshot.js';

const pollMilliseconds = 5;
let cache: SettingsCache | undefined;
afterEach(() => cache?.stop());

/** Settings that stand in one place, read by real promises; the clock is moved by hand. */
function makeSource() {
  const warnings: string[] = [];
  const source = {
    version: 1,
    name: 'first',
    down: false,
    now: 1_000_000,
    polls: 0,
    loads: 0,
    running: 0,
    mostAtOnce: 0,
    problems: [] as SettingsSnapshot['problems'],
    warnings,
    gate: Promise.resolve(),
    tell: (): void => undefined,
  };
  const check = (): void => {
    if (source.down) throw new Error('the store is down');
  };
  const load = async (): Promise<SettingsSnapshot> => {
    source.loads += 1;
    source.running += 1;
    source.mostAtOnce = Math.max(source.mostAtOnce, source.running);
    const { version, name, problems } = source;
    await source.gate;
    source.running -= 1;
    check();
    return { version, problems, applications: new Map([[name, {}]]) } as unknown as SettingsSnapshot;
  };
  const made = createSettingsCache({
    load,
    version: async () => {
      source.polls += 1;
      check();
      return source.version;
    },
    onChangeMessage: (listener) => {
      source.tell = listener;
    },
    pollMilliseconds,
    now: () => source.now,
    warn: (message) => warnings.push(message),
  });
  cache = made;
  return { source, cache: made, seen: () => [...made.current().applications.keys()][0] };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('the settings cache', () => {
  test('knows nothing before its first load, and start fails with it', async () => {
    const { source, cache } = makeSource();
    expect(() => cache.current()).toThrow();
    source.down = true;
    await expect(cache.start()).rejects.toThrow('the store is down');
    source.down = false;
    await cache.start();
    expect(cache.current().version).toBe(1);
  });

  test('finds a change by polling alone', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    Object.assign(source, { version: 2, name: 'second' });
    await until(() => seen() === 'second');
  });

  test('finds a write whose process died before the second rise of the version', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    source.version = 2;
    await until(() => cache.current().version === 2);
    expect(seen()).toBe('first');
    source.name = 'second';
    await until(() => seen() === 'second');
  });

  test('stops loading when it is settled, and still looks once in a while', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    source.now += 7000;
    const { polls, loads } = source;
    await until(() => source.polls >= polls + 3);
    expect(source.loads).toBe(loads);
    source.name = 'unannounced';
    source.now += 31_000;
    await until(() => seen() === 'unannounced');
  });

  test('looks at once, and then settles, when the clock was set back', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    source.name = 'unannounced';
    source.now -= 3_600_000;
    await until(() => seen() === 'unannounced');
    const { polls, loads } = source;
    await until(() => source.polls >= polls + 3);
    expect(source.loads).toBe(loads);
  });

  test('loads at once on the live message', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    source.now += 7000;
    source.name = 'told';
    source.tell();
    await until(() => seen() === 'told');
  });

  test('keeps the last settings while the store is down, says so once, and heals', async () => {
    const { source, cache, seen } = makeSource();
    await cache.start();
    Object.assign(source, { down: true, version: 2, name: 'second' });
    await until(() => source.warnings.length > 0);
    await expect(cache.refresh()).rejects.toThrow('the store is down');
    expect(seen()).toBe('first');
    source.down = false;
    await until(() => seen() === 'second' && source.warnings.length > 1);
    expect(source.warnings).toEqual([
      'Settings cannot be read; the last ones stay in force',
      'Settings are read again',
    ]);
  });

  test('never loads twice at once, and a refresh during a load sees what came after that load began', async () => {
    const { source, cache, seen } = makeSource();
    let open = (): void => undefined;
    source.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = cache.refresh();
    source.name = 'second';
    const others = Array.from({ length: 20 }, () => cache.refresh());
    open();
    await Promise.all([first, ...others]);
    expect(seen()).toBe('second');
    expect(source.loads).toBe(2);
    expect(source.mostAtOnce).toBe(1);
  });

  test('reports settings that cannot be used once for each change of them', async () => {
    const { source, cache } = makeSource();
    source.problems = [{ kind: 'provider', id: 'prv_1', message: 'does not open' }];
    await cache.start();
    await cache.refresh();
    await cache.refresh();
    expect(source.warnings).toEqual(['Some settings cannot be used and are left out']);
  });
});
