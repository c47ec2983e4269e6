import { describe, expect, test } from '@jest/globals';
import { median, percentile, spread } from './statistics.js';

describe('median', () => {
  test('is the middle value, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test('of an even number of values is the mean of the two in the middle', () => {
    expect(median([1, 2, 4, 100])).toBe(3);
  });

  test('of one value is that value', () => {
    expect(median([7])).toBe(7);
  });

  test('of nothing is refused rather than zero', () => {
    expect(() => median([])).toThrow('nothing');
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  test('is the value that the given share does not exceed', () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
  });

  test('of few values is never beyond the highest', () => {
    expect(percentile([3, 1], 0.99)).toBe(3);
  });
});

test('spread tells how far the rounds lie apart, as a part of their median', () => {
  expect(spread([90, 100, 130])).toBeCloseTo(0.4);
  expect(spread([5, 5])).toBe(0);
});
