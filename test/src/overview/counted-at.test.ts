import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCountedAt, readCountedAt } from '@otpost/core/overview/counted-at';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let own: TestStore;
beforeAll(async () => {
  own = await openTestStore();
});
afterAll(() => own.remove());

test('a round that counted is noted at once, idle ones every five seconds, and nothing is known before the first', async () => {
  const { store } = own;
  expect(await readCountedAt(store)).toBeNull();
  const save = createCountedAt(store);
  const after = async (startedAt: number, hasCounted: boolean) => {
    await save(startedAt, hasCounted);
    return await readCountedAt(store);
  };
  expect(await after(1_790_000_000_000, false)).toBe(1_790_000_000_000);
  expect(await after(1_790_000_002_000, false)).toBe(1_790_000_000_000);
  expect(await after(1_790_000_004_000, true)).toBe(1_790_000_004_000);
  expect(await after(1_790_000_006_000, false)).toBe(1_790_000_004_000);
  expect(await after(1_790_000_009_000, false)).toBe(1_790_000_009_000);
});
