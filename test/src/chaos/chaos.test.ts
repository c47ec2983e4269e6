import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { testChaosSeed } from '@otpost/config/test-environment';
import { casesOfThisMachine, chaosCases } from './chaos-cases.js';
import type { FinishedCase } from './run-case.js';
import { runChaos } from './run-chaos.js';

const seed = testChaosSeed() ?? randomInt(2 ** 31);
/** Cheap ones that no other suite has; the others run by `./otpost chaos`. */
const chosen = ['redis-emptied', 'load-spike', 'redis-disk-full', 'descriptors-exhausted', 'rolling-restart'];
const cases = casesOfThisMachine().filter(({ name }) => chosen.includes(name));
const names = cases.map(({ name }) => name);

let finished: FinishedCase[];

beforeAll(async () => {
  process.stderr.write(`Chaos: seed ${seed}; OTPOST_TEST_CHAOS_SEED=${seed} replays it\n`);
  finished = await runChaos({ cases, seed, createsPerSecond: 15, waitsForEnds: false, onCase: () => undefined });
}, 400_000);

describe(`a short run of the chaos suite (seed ${seed})`, () => {
  test.each(names)('%s: a real load, it heals, and every promise holds', (name) => {
    const own = finished.find((each) => each.case.name === name)!;
    expect(own.faults).toEqual([]);
    expect(own.accepted.length).toBeGreaterThan(15);
    expect(own.approved).toBeGreaterThan(0);
    expect(own.messages).toBeGreaterThanOrEqual(own.approved);
  });
});

test('the names of cases are unique, and each names rows of the fault matrix', () => {
  expect(new Set(chaosCases.map(({ name }) => name)).size).toBe(chaosCases.length);
  expect(chaosCases.filter(({ rows }) => rows.length === 0 || rows.some((row) => !/^M\d+[a-e]?$/.test(row)))).toEqual(
    [],
  );
});
