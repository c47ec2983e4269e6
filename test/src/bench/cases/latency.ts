import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import type { LoadExtent } from '../load/load-order.js';
import { percentile } from '../statistics.js';

const mostMillisecondsMedian = 15;
const mostMillisecondsP99 = 75;

/** Milliseconds from the sending of each request to the last byte of its message at the mail server. */
function delays(sentAt: Readonly<Record<string, number>>, receivedAt: Readonly<Record<string, number>>): number[] {
  return Object.entries(sentAt).map(([address, at]) => {
    const received = receivedAt[address];
    if (received === undefined) throw new Error('A message never came');
    return received - at;
  });
}

async function run(tools: BenchTools) {
  const { size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const { api, apiKey, startWorker } = await tools.install(redis.url, sink.port);
  await startWorker(redis.url);
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();

  const send = async (extent: LoadExtent & { readonly count: number }) => {
    await sink.begin();
    const requests = { kind: 'issue', addressPrefix: nextPrefix() } as const;
    const { sentAt } = await load.run({ port: api.port, apiKey, requests, extent, inFlight: size.requestsInFlight });
    const { receivedAt } = await sink.expect(extent.count);
    return { sentAt, receivedAt };
  };
  progress('warming up');
  await send({ kind: 'count', count: size.warmUpRequests });
  const perSecond = size.latencyPerSecond;
  progress(`${perSecond} requests a second for ${size.latencySeconds} s`);
  const { sentAt, receivedAt } = await send({ kind: 'pace', perSecond, count: perSecond * size.latencySeconds });
  const milliseconds = delays(sentAt, receivedAt);
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
