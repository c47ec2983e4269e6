import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { testChaosSeed } from '@otpost/config/test-environment';
import { invariants } from './invariants.js';
import { type FinishedSoak, runSoak } from './run-soak.js';

const seed = testChaosSeed() ?? randomInt(2 ** 31);

let soak: FinishedSoak;

beforeAll(async () => {
  process.stderr.write(`Chaos: seed ${seed}; OTPOST_TEST_CHAOS_SEED=${seed} replays it\n`);
  soak = await runSoak({
    seed,
    milliseconds: 20_000,
    createsPerSecond: 35,
    longestQuietMilliseconds: 3000,
    spikeMilliseconds: 0,
    progress: () => undefined,
  });
}, 400_000);

describe(`twenty seconds of load while the API, workers and Redis are killed at random (seed ${seed})`, () => {
  test('is a real one: every kind was struck, and challenges of every kind were accepted', () => {
    const kinds = new Set(soak.strikes.map(({ name }) => name.replace(/-\d+$/, '')));
    expect(kinds).toEqual(new Set(['api', 'worker', 'redis']));
    expect(soak.accepted.length).toBeGreaterThan(500);
    const statuses = new Set([...soak.evidence.history.values()].map(({ challenge }) => challenge.status));
    expect(statuses).toEqual(new Set(['approved', 'canceled', 'expired', 'max_checks_reached']));
  });

  test('accepts what it was asked for, and delivers most of it', () => {
    const unsent = soak.accepted.filter(({ id }) => soak.evidence.messages.get(id)?.length === 0);
    expect(soak.accepted.length).toBe(soak.asked);
    expect(unsent.length).toBeLessThan(soak.accepted.length / 2);
  });

  test.each(invariants)('$id: $promise', ({ faults }) => {
    expect(faults(soak.evidence)).toEqual([]);
  });

  test('heals by itself, and nothing else is wrong', () => {
    expect(soak.faults).toEqual([]);
  });
});
