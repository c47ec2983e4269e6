import { describe, expect, test } from '@jest/globals';
import { mayMove, openResetStatuses, type ResetStatus, resetMoves } from './reset-states.js';

const all = Object.keys(resetMoves) as ResetStatus[];
const allowed = [
  'requested done',
  'requested refused',
  'requested expired',
  'mailed followed',
  'mailed canceled',
  'mailed expired',
  'followed done',
  'followed canceled',
  'followed expired',
];

describe.each(all)('a reset that is %s', (from) => {
  test.each(all)('and %s: only if the table says so', (to) => {
    expect(mayMove(from, to)).toBe(allowed.includes(`${from} ${to}`));
  });
});

test('open are those that may still move', () => {
  expect(all.filter((status) => resetMoves[status].length > 0)).toEqual([...openResetStatuses]);
});
