import { describe, expect, test } from '@jest/globals';
import type { ProviderRecord } from '../records.js';
import { orderProviders } from './order-providers.js';

function provider(id: string, priority: number, weight: number): ProviderRecord {
  return {
    id,
    channel: 'email',
    kind: 'smtp',
    name: id,
    configSealed: '',
    priority,
    weight,
    countries: [],
    applications: [],
    enabled: true,
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    changedBy: null,
  };
}

describe('the order of providers', () => {
  test('priority goes before weight', () => {
    const order = orderProviders([provider('heavy', 1, 1000), provider('first', 0, 1)], 'ch_1-1');
    expect(order.map(({ id }) => id)).toEqual(['first', 'heavy']);
  });

  test('is the same for one delivery wherever it is drawn', () => {
    const providers = [provider('a', 0, 1), provider('b', 0, 1), provider('c', 0, 1)];
    expect(orderProviders(providers, 'ch_1-1')).toEqual(orderProviders(providers.toReversed(), 'ch_1-1'));
  });

  test('shares the traffic by weight', () => {
    const providers = [provider('a', 0, 3), provider('b', 0, 1)];
    const firsts = Array.from({ length: 4000 }, (_, index) => orderProviders(providers, `ch_${index}-1`)[0]?.id);
    const share = firsts.filter((id) => id === 'a').length / firsts.length;
    // Seven standard deviations around three quarters; the draw depends on the names alone, so the result never varies.
    expect(Math.abs(share - 0.75)).toBeLessThan(0.05);
  });
});
