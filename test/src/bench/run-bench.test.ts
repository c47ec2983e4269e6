import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { BenchCase } from './bench-case.js';
import { benchCases } from './bench-cases.js';
import type { BenchSize } from './bench-size.js';
import { type Bench, startBench } from './run-bench.js';

jest.setTimeout(180_000);

/** Enough to go once through everything; its figures mean nothing. */
const tiny: BenchSize = {
  runMilliseconds: 50,
  warmUpRequests: 5,
  requestsInFlight: 4,
  checksPerRun: 20,
  warmUpDeliveries: 5,
  deliveriesPerRun: 40,
  slowDeliveriesPerRun: 40,
  waitingDeliveries: 40,
  outageMilliseconds: 1000,
  freshRequests: 5,
  fewChallenges: 64,
  overviewDeliveries: 50,
  manyChallenges: 640,
  memoryChallenges: 30,
  latencyPerSecond: 50,
  latencySeconds: 0.2,
};

let bench: Bench | undefined;
afterEach(async () => await bench?.stop());

async function run(cases: readonly BenchCase[], rounds = 1) {
  const lines: string[] = [];
  bench = await startBench({ cases, rounds, size: tiny, progress: (text) => lines.push(text) });
  return { ...(await bench.finished), lines };
}

test('every case runs against real servers and gives one result in the shape that programs read', async () => {
  const { report, failures } = await run(benchCases);
  expect(failures).toEqual([]);
  expect(report.rounds).toBe(1);
  expect(report.machine).toMatchObject({ cores: expect.any(Number), node: process.version });
  expect(report.results.map((result) => result.case)).toEqual(benchCases.map(({ name }) => name));
  for (const result of report.results) {
    expect(result).toMatchObject({
      ours: expect.any(Number),
      unit: expect.any(String),
      target: expect.any(Number),
      met: expect.any(Boolean),
    });
    expect(result.ours).toBeGreaterThan(0);
    if (result.baseline === null) expect(result.ratio).toBeNull();
    else expect(result.ratio).toBeCloseTo(result.ours / result.baseline, 2);
  }
  const withoutBaseline = report.results.filter(({ baseline }) => baseline === null).map((result) => result.case);
  expect(withoutBaseline).toEqual(['backlog', 'fairness', 'memory', 'latency', 'overview']);
});

describe('a case that cannot run', () => {
  const broken: BenchCase = {
    name: 'broken',
    title: '',
    unit: 's',
    target: { atMost: 1 },
    run: async () => {
      throw new Error('No luck');
    },
  };
  const fine: BenchCase = { ...broken, name: 'fine', run: async () => ({ ours: 1, baseline: null }) };

  test('is told, gives no figure, and stops no other', async () => {
    const { report, failures } = await run([broken, fine]);
    expect(report.results.map((result) => result.case)).toEqual(['fine']);
    expect(failures).toEqual([{ case: 'broken', error: new Error('No luck') }]);
  });

  test('ends what it has started', async () => {
    let ended = false;
    const leaving: BenchCase = {
      ...broken,
      run: async (tools) => {
        tools.stage.keep({ stop: async () => void (ended = true) });
        throw new Error('No luck');
      },
    };
    await run([leaving]);
    expect(ended).toBe(true);
  });
});
