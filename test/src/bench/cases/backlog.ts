import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import { monotonicMilliseconds } from '../processes/monotonic.js';
import { waitUntil } from '../processes/wait-until.js';
import { percentile } from '../statistics.js';
import { deliveryDelays } from './delivery-delays.js';

const mostSeconds = 10;
const mostFreshMilliseconds = 5000;
const shortestLifeSeconds = 60;
const patienceMilliseconds = 60_000;
const freshPerSecond = 20;

async function run(tools: BenchTools) {
  const { size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const installation = await tools.install(redis.url, sink.port);
  const { api, apiKey, addApplication, startWorker } = installation;
  const dead = await addApplication('outage', { lifeSeconds: shortestLifeSeconds });
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();
  const issue = (key: string, extent: Parameters<typeof load.run>[0]['extent']) =>
    load.run({
      port: api.port,
      apiKey: key,
      requests: { kind: 'issue', addressPrefix: nextPrefix() },
      extent,
      inFlight: size.requestsInFlight,
    });
  await sink.begin();
  await issue(dead.apiKey, { kind: 'count', count: size.waitingDeliveries });
  progress(`${size.waitingDeliveries} wait; nobody works for ${size.outageMilliseconds / 1000} s`);
  await sleep(size.outageMilliseconds);

  const begun = monotonicMilliseconds();
  await startWorker(redis.url);
  const queueIsEmpty = waitUntil('the queue to be empty', patienceMilliseconds, async () => {
    const waiting = await redis.connection.zcard('{otpost-deliver-email}:deliver-email:prioritized');
    return waiting < size.freshRequests ? monotonicMilliseconds() : undefined;
  });
  const fresh = await issue(apiKey, { kind: 'pace', perSecond: freshPerSecond, count: size.freshRequests });
  const drainedAt = await queueIsEmpty;
  // Rejects when one of the dead was sent as well.
  const areDead = size.outageMilliseconds > shortestLifeSeconds * 1000;
  const report = await sink.expect(size.freshRequests + (areDead ? 0 : size.waitingDeliveries));
  return {
    ours: (drainedAt - begun) / 1000,
    baseline: null,
    further: [
      {
        measure: 'p95 of fresh codes meanwhile',
        ours: percentile(deliveryDelays(fresh, report), 0.95),
        unit: 'ms',
        atMost: mostFreshMilliseconds,
      },
    ],
  };
}

export const backlogCase: BenchCase = {
  name: 'backlog',
  title:
    '10,000 deliveries from an outage longer than their life are worked off by one worker, its start included; none is sent',
  unit: 's',
  target: { atMost: mostSeconds },
  run,
};
