import { expect, test } from '@jest/globals';
import { alternate, type Run } from './alternate.js';

function contest(rounds: number, ours: readonly Partial<Run>[], baseline: readonly Partial<Run>[]) {
  const order: string[] = [];
  const side = (name: string, runs: readonly Partial<Run>[]) => {
    let next = 0;
    return async (): Promise<Run> => {
      order.push(name);
      const run = runs[next++ % runs.length] ?? {};
      return { perSecond: 1, cpuMicrosecondsPerRequest: 1, ...run };
    };
  };
  return {
    order,
    contest: { rounds, ours: side('ours', ours), baseline: side('baseline', baseline), progress: () => undefined },
  };
}

test('both sides run in every round, and who begins changes', async () => {
  const { order, contest: both } = contest(3, [{}], [{}]);
  await alternate(both);
  expect(order).toEqual(['ours', 'baseline', 'baseline', 'ours', 'ours', 'baseline']);
});

test('what is told are the medians of the rounds, so that one bad round changes nothing', async () => {
  const ours = [{ perSecond: 90 }, { perSecond: 10 }, { perSecond: 95 }];
  const baseline = [{ perSecond: 100 }, { perSecond: 104 }, { perSecond: 40 }];
  const measured = await alternate(contest(3, ours, baseline).contest);
  expect(measured).toMatchObject({ ours: 90, baseline: 100 });
  expect(measured.spread?.baseline).toBeCloseTo(0.64);
});

test('CPU time is left out when a side does not tell it', async () => {
  const { contest: both } = contest(1, [{ cpuMicrosecondsPerRequest: undefined }], [{}]);
  expect(await alternate(both)).not.toHaveProperty('cpuMicrosecondsPerRequest');
  const told = await alternate(contest(1, [{ cpuMicrosecondsPerRequest: 300 }], [{}]).contest);
  expect(told.cpuMicrosecondsPerRequest).toEqual({ ours: 300, baseline: 1 });
});
