import { alternate, type Run } from '../alternate.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';

/** Of the provider, for each message: so long a worker waits for others, not for itself. */
const providerMilliseconds = 50;

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const warmUp = Math.ceil(size.slowDeliveriesPerRun / 5);
  const whole = warmUp + size.slowDeliveriesPerRun;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const installation = await tools.install(redis.url, sink.port);
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();

  const drainBy = async (workers: number): Promise<Run> => {
    await redis.empty();
    const { api, apiKey } = installation;
    await load.run({
      port: api.port,
      apiKey,
      requests: { kind: 'issue', addressPrefix: nextPrefix() },
      extent: { kind: 'count', count: whole },
      inFlight: size.requestsInFlight,
    });
    await sink.begin(providerMilliseconds);
    const running = await Promise.all(Array.from({ length: workers }, () => installation.startWorker(redis.url)));
    const warm = await sink.reach(warmUp);
    const end = await sink.expect(whole);
    await Promise.all(running.map((worker) => worker.stop()));
    const perSecond = ((whole - warm.received) * 1000) / (end.lastAt - warm.lastAt);
    return { perSecond, cpuMicrosecondsPerRequest: undefined };
  };
  const ours = () => drainBy(2);
  const baseline = async (): Promise<Run> => {
    const one = await drainBy(1);
    return { ...one, perSecond: one.perSecond * 2 };
  };
  return await alternate({ rounds, progress, ours, baseline });
}

export const scaleCase: BenchCase = {
  name: 'scale',
  title: 'two workers, a mail server that takes 50 ms for each message, beside twice what one worker delivers',
  unit: 'messages/s',
  target: { ratioAtLeast: 0.9 },
  run,
};
