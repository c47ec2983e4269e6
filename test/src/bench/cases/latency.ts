import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import type { LoadExtent } from '../load/load-order.js';
import { percentile } from '../statistics.js';
import { deliveryDelays } from './delivery-delays.js';

const mostMillisecondsMedian = 15;
const mostMillisecondsP99 = 75;

async function run(tools: BenchTools) {
  const { size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const { api, apiKey, startWorker } = await tools.install(redis.url, sink.port);
  await startWorker(redis.url);
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();

  const send = async (extent: LoadExtent & { readonly count: number }): Promise<number[]> => {
    await sink.begin();
    const requests = { kind: 'issue', addressPrefix: nextPrefix() } as const;
    const report = await load.run({ port: api.port, apiKey, requests, extent, inFlight: size.requestsInFlight });
    return deliveryDelays(report, await sink.expect(extent.count));
  };
  progress('warming up');
  await send({ kind: 'count', count: size.warmUpRequests });
  const perSecond = size.latencyPerSecond;
  progress(`${perSecond} requests a second for ${size.latencySeconds} s`);
  const milliseconds = await send({ kind: 'pace', perSecond, count: perSecond * size.latencySeconds });
  return {
    ours: percentile(milliseconds, 0.5),
    baseline: null,
    further: [{ measure: 'p99', ours: percentile(milliseconds, 0.99), unit: 'ms', atMost: mostMillisecondsP99 }],
  };
}

export const latencyCase: BenchCase = {
  name: 'latency',
  title: 'request sent to SMTP DATA received, 100 a second; the figure is the median',
  unit: 'ms',
  target: { atMost: mostMillisecondsMedian },
  run,
};
