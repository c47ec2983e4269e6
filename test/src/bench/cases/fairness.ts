import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import { deliveryDelays } from './delivery-delays.js';

const mostMilliseconds = 2000;
/** As a real mail server takes, so that the backlog lasts for as long as the others ask. */
const providerMilliseconds = 20;
const askersPerSecond = 20;

async function run(tools: BenchTools) {
  const { size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const { api, apiKey, addApplication, startWorker } = await tools.install(redis.url, sink.port);
  const others = await Promise.all([addApplication('second'), addApplication('third')]);
  const nextPrefix = createAddressPrefixes();
  const load = tools.startLoad();
  const order = (key: string) => ({
    port: api.port,
    apiKey: key,
    requests: { kind: 'issue', addressPrefix: nextPrefix() } as const,
    inFlight: size.requestsInFlight,
  });
  await load.run({ ...order(apiKey), extent: { kind: 'count', count: size.waitingDeliveries } });
  await sink.begin(providerMilliseconds);
  await Promise.all([startWorker(redis.url), startWorker(redis.url)]);
  progress(`${size.waitingDeliveries} of one application wait; two others ask`);
  const pace = { kind: 'pace', perSecond: askersPerSecond, count: size.freshRequests } as const;
  const reports = await Promise.all(
    others.map((other) => tools.startLoad().run({ ...order(other.apiKey), extent: pace })),
  );
  const received = await sink.reach(size.waitingDeliveries + size.freshRequests * others.length);
  const delays = reports.flatMap((report) => deliveryDelays(report, received));
  return { ours: Math.max(...delays), baseline: null };
}

export const fairnessCase: BenchCase = {
  name: 'fairness',
  title: 'two workers, a backlog of 10,000 of one application: the longest that a code of two others waits',
  unit: 'ms',
  target: { atMost: mostMilliseconds },
  run,
};
