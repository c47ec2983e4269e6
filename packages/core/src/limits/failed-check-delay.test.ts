import { expect, test } from '@jest/globals';
import { failedCheckDelayMilliseconds } from './failed-check-delay.js';

test.each([
  [0, 0],
  [9, 0],
  [10, 30_000],
  [11, 60_000],
  [16, 1_920_000],
  [17, 3_600_000],
  [100, 3_600_000],
])('after %i failed checks the next one waits %i ms', (failures, delay) => {
  expect(failedCheckDelayMilliseconds(failures)).toBe(delay);
});
