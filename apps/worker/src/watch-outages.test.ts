import { expect, test } from '@jest/globals';
import type { ToldAlert } from '@otpost/core/alert/watch-alerts';
import type { Readiness } from '@otpost/process/readiness';
import { createOutageWatch } from './watch-outages.js';

const well: Readiness = { problems: [], degraded: [] };
const withoutRedis: Readiness = { problems: ['Redis does not answer'], degraded: [] };
const withoutStore: Readiness = { problems: [], degraded: ['store'] };

/** A watch whose surroundings are told by the test, one look after another, ten seconds apart. */
function watched() {
  const told: string[] = [];
  let now = 1_790_000_000_000;
  let state = well;
  let isHeard = true;
  const watch = createOutageWatch({
    ready: async () => state,
    tell: async ({ kind, status, detail }: ToldAlert) => {
      if (isHeard) told.push(`${kind} ${status}: ${detail}`);
      return isHeard;
    },
    now: () => now,
  });
  return {
    told,
    hear: (next: boolean) => {
      isHeard = next;
    },
    look: async (next: Readiness, times: number) => {
      state = next;
      for (let time = 0; time < times; time += 1) {
        await watch();
        now += 10_000;
      }
    },
  };
}

test('an outage of half a minute is told once, and once more when it is over', async () => {
  const { told, look } = watched();
  await look(withoutRedis, 3);
  expect(told).toEqual([]);
  await look(withoutRedis, 10);
  await look(well, 3);
  expect(told).toEqual(['redis_down open: Redis does not answer', 'redis_down closed: It works again']);
});

test('a short one is not told, and the next one begins anew', async () => {
  const { told, look } = watched();
  for (let outage = 0; outage < 5; outage += 1) {
    await look(withoutStore, 3);
    await look(well, 1);
  }
  expect(told).toEqual([]);
});

test('both are told, each for itself, and again until somebody hears it', async () => {
  const { told, look, hear } = watched();
  hear(false);
  await look({ ...withoutRedis, degraded: withoutStore.degraded }, 6);
  hear(true);
  await look(withoutStore, 2);
  hear(false);
  await look(well, 2);
  hear(true);
  await look(well, 2);
  expect(told).toEqual(['store_down open: The store does not answer', 'store_down closed: It works again']);
});
