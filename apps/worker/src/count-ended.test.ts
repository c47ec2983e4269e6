import { expect, test } from '@jest/globals';
import { createMetrics } from '@otpost/process/metrics';
import { countEnded } from './count-ended.js';

async function conversionsAfter(...ended: readonly Parameters<typeof countEnded>[1][]): Promise<string[]> {
  const { registry, metrics } = createMetrics();
  for (const one of ended) countEnded(metrics, one);
  const text = await registry.getSingleMetricAsString('otpost_conversions_total');
  return text.split('\n').filter((line) => line.startsWith('otpost_conversions_total{'));
}

test('a country of which no code is typed has a share that is typed: none', async () => {
  const pumped = { channel: 'sms', status: 'expired', country: 'DE' } as const;
  expect(await conversionsAfter(pumped, pumped)).toEqual([
    'otpost_conversions_total{country="DE",approved="false"} 2',
    'otpost_conversions_total{country="DE",approved="true"} 0',
  ]);
});

test('each end counts once, in its country, and mail in none', async () => {
  const ended = [
    { channel: 'sms', status: 'approved', country: 'SI' },
    { channel: 'sms', status: 'canceled', country: 'SI' },
    { channel: 'sms', status: 'approved', country: 'AT' },
    { channel: 'email', status: 'approved', country: null },
  ] as const;
  expect(await conversionsAfter(...ended)).toEqual([
    'otpost_conversions_total{country="SI",approved="true"} 1',
    'otpost_conversions_total{country="SI",approved="false"} 1',
    'otpost_conversions_total{country="AT",approved="true"} 1',
    'otpost_conversions_total{country="AT",approved="false"} 0',
  ]);
});
