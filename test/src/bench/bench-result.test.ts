import { describe, expect, test } from '@jest/globals';
import { judge } from './bench-result.js';

const beside = { name: 'issue', unit: 'requests/s', target: { ratioAtLeast: 0.85 } };
const alone = { name: 'latency', unit: 'ms', target: { atMost: 15 } };

describe('a case beside a baseline', () => {
  test('is met exactly from the target ratio on', () => {
    expect(judge(beside, { ours: 85, baseline: 100 })).toMatchObject({ ratio: 0.85, target: 0.85, met: true });
    expect(judge(beside, { ours: 84.9, baseline: 100 })).toMatchObject({ met: false });
  });

  test('a ratio that only rounding brings to the target does not meet it', () => {
    expect(judge(beside, { ours: 84.996, baseline: 100 })).toMatchObject({ ratio: 0.85, met: false });
  });

  test('carries CPU time and spread of both sides', () => {
    const sides = { ours: 2, baseline: 1 };
    expect(judge(beside, { ours: 1, baseline: 1, cpuMicrosecondsPerRequest: sides, spread: sides })).toMatchObject({
      cpuMicrosecondsPerRequest: sides,
      spread: sides,
    });
  });
});

describe('a case with a bound of its own', () => {
  test('is met up to the bound, and has neither baseline nor ratio', () => {
    expect(judge(alone, { ours: 15, baseline: null })).toEqual({
      case: 'latency',
      ours: 15,
      baseline: null,
      ratio: null,
      unit: 'ms',
      target: 15,
      met: true,
    });
    expect(judge(alone, { ours: 15.1, baseline: null })).toMatchObject({ met: false });
  });

  test('is not met when a further figure misses its own target', () => {
    const further = [{ measure: 'p99', ours: 80, unit: 'ms', atMost: 75 }];
    expect(judge(alone, { ours: 5, baseline: null, further })).toMatchObject({
      met: false,
      further: [{ measure: 'p99', ours: 80, unit: 'ms', target: 75, met: false }],
    });
  });
});
