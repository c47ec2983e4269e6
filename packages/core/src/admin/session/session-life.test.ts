import { expect, test } from '@jest/globals';
import { freshMilliseconds, isFresh } from './session-life.js';

const shownAt = 1_800_000_000_000;

test('a second factor is fresh for its minutes, also by a clock that is a little behind', () => {
  const ages = [0, freshMilliseconds - 1, freshMilliseconds, -2000];
  expect(ages.map((age) => isFresh(shownAt, shownAt + age))).toEqual([true, true, false, true]);
  expect(isFresh(null, shownAt)).toBe(false);
});

test('one that was shown before the clock was set back by an hour is shown again', () => {
  expect(isFresh(shownAt, shownAt - 3_600_000)).toBe(false);
});
