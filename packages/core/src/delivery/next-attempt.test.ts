import { describe, expect, test } from '@jest/globals';
import { asRecorded, nextAttempt, type PastAttempt } from './next-attempt.js';

const middle = 0.5;
const past = (...steps: readonly (readonly [string | null, string])[]): PastAttempt[] =>
  steps.map(([provider, outcome]) => ({ provider, outcome }));
const ask = (provider: string, delayMilliseconds: number) => ({ kind: 'ask', provider, delayMilliseconds });

describe('with another provider left', () => {
  test('the best goes first, at once', () => {
    expect(nextAttempt(['a', 'b'], [], middle)).toEqual(ask('a', 0));
  });

  test('one retry after at most two seconds, then the next at once', () => {
    const retry = nextAttempt(['a', 'b'], past(['a', 'retry']), 1);
    expect(retry).toMatchObject({ kind: 'ask', provider: 'a' });
    expect(retry.kind === 'ask' && retry.delayMilliseconds).toBeLessThanOrEqual(2000);
    expect(nextAttempt(['a', 'b'], past(['a', 'retry'], ['a', 'retry']), middle)).toEqual(ask('b', 0));
  });

  for (const outcome of ['failover', 'config', 'ambiguous']) {
    test(`${outcome}: the next at once`, () => {
      expect(nextAttempt(['a', 'b'], past(['a', outcome]), middle)).toEqual(ask('b', 0));
    });
  }

  test('a longer wait than the one retry allows counts as "ask the next"', () => {
    expect(asRecorded('retry', 3600, 2)).toBe('failover');
    expect(asRecorded('retry', 1, 2)).toBe('retry');
    expect(asRecorded('retry', 3600, 1)).toBe('retry');
    expect(asRecorded('permanent', 3600, 2)).toBe('permanent');
  });
});

describe('with none left', () => {
  test('a single provider is asked again after 2, 8, 30 and 30 seconds', () => {
    const delays = [1, 2, 3, 4, 5].map((count) => {
      const steps = Array.from({ length: count }, () => ['a', 'failover'] as const);
      const next = nextAttempt(['a'], past(...steps), middle);
      return next.kind === 'ask' ? next.delayMilliseconds : undefined;
    });
    expect(delays).toEqual([2000, 8000, 30_000, 30_000, 30_000]);
  });

  test('what lives for a day is asked for fewer than 100 times', () => {
    const steps: (readonly [string, string])[] = [['a', 'failover']];
    let waited = 0;
    while (waited < 86_400_000) {
      const next = nextAttempt(['a'], past(...steps), middle);
      waited += next.kind === 'ask' ? next.delayMilliseconds : 86_400_000;
      steps.push(['a', 'failover']);
    }
    expect(steps.length).toBeLessThan(100);
    expect(steps.length).toBeGreaterThan(60);
  });

  test('waits vary by a fifth, so that many do not come back at once', () => {
    expect(nextAttempt(['a'], past(['a', 'failover']), 0)).toEqual(ask('a', 1600));
    expect(nextAttempt(['a'], past(['a', 'failover']), 1)).toEqual(ask('a', 2400));
  });

  test('all providers are asked in turn, with one wait for all of them, so that the first that is back sends', () => {
    const steps: [string, string][] = [
      ['a', 'retry'],
      ['a', 'retry'],
      ['b', 'failover'],
    ];
    const asked = [1, 2, 3, 4, 5].map(() => {
      const next = nextAttempt(['a', 'b'], past(...steps), middle);
      if (next.kind === 'ask') steps.push([next.provider, 'failover']);
      return next;
    });
    expect(asked).toEqual([ask('a', 2000), ask('b', 0), ask('a', 8000), ask('b', 0), ask('a', 30_000)]);
  });

  test('one that is misconfigured is left out of the turns', () => {
    const steps = past(['a', 'config'], ['b', 'failover'], ['b', 'failover']);
    expect(nextAttempt(['a', 'b'], steps, middle)).toEqual(ask('b', 8000));
  });

  test('a provider that asks for more time gets it', () => {
    const asked = [{ provider: 'a', outcome: 'retry', retryAfterSeconds: 20 }];
    expect(nextAttempt(['a'], asked, middle)).toEqual(ask('a', 20_000));
  });

  test('after an ambiguous one the one more that is allowed goes at once', () => {
    expect(nextAttempt(['a'], past(['a', 'ambiguous']), middle)).toEqual(ask('a', 0));
  });
});

describe('stops', () => {
  test('at a permanent refusal, whoever is left', () => {
    expect(nextAttempt(['a', 'b'], past(['a', 'permanent']), middle)).toEqual({ kind: 'stop', reason: 'refused' });
  });

  test('when every provider is misconfigured', () => {
    const next = nextAttempt(['a', 'b'], past(['a', 'config'], ['b', 'config']), middle);
    expect(next).toEqual({ kind: 'stop', reason: 'provider_config' });
  });

  test('when there is no provider', () => {
    expect(nextAttempt([], [], middle)).toEqual({ kind: 'stop', reason: 'no_provider' });
  });

  test('never at a misconfigured one while another can be asked', () => {
    expect(nextAttempt(['a', 'b'], past(['a', 'config'], ['b', 'failover']), middle)).toMatchObject({ provider: 'b' });
  });
});

describe('an attempt whose worker died before it said whom it asked', () => {
  test('counts for the provider it would have asked', () => {
    expect(nextAttempt(['a', 'b'], past([null, 'ambiguous']), middle)).toEqual(ask('b', 0));
    expect(nextAttempt(['a', 'b', 'c'], past(['a', 'failover'], [null, 'ambiguous']), middle)).toEqual(ask('c', 0));
  });
});
