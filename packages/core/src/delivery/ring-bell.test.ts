import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Context } from '../context.js';
import { ringBell } from './ring-bell.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const ring = { id: 'ch_1', kind: 'code', channel: 'email', send: 1, ring: 0 } as const;

/** What was warned of, after the bell was rung. */
async function warningsOf(answer: () => Promise<void>): Promise<unknown[]> {
  const warnings: unknown[] = [];
  const context = { bell: { ring: answer }, warn: (_: string, facts: object) => void warnings.push(facts) };
  const rung = ringBell(context as unknown as Context, ring, 1);
  await jest.advanceTimersByTimeAsync(250);
  await rung;
  expect(jest.getTimerCount()).toBe(0);
  return warnings;
}

test('a bell that is heard leaves nothing behind', async () => {
  expect(await warningsOf(() => Promise.resolve())).toEqual([]);
});

test('a queue that refuses is told, and fails nothing', async () => {
  expect(await warningsOf(() => Promise.reject(new Error('full')))).toEqual([{ id: 'ch_1', error: 'full' }]);
});

test('a queue that hangs is left after a quarter of a second, and told once though it fails later', async () => {
  let fail = (): void => undefined;
  const late = new Promise<void>((_, reject) => {
    fail = () => reject(new Error('closed'));
  });
  const warnings = await warningsOf(() => late);
  fail();
  await jest.advanceTimersByTimeAsync(1);
  expect(warnings).toEqual([{ id: 'ch_1', error: 'The queue did not answer in time' }]);
});
