import { alternate } from '../alternate.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import type { LoadExtent } from '../load/load-order.js';
import { measureLoad } from '../load/measure-load.js';
import type { RunningProgram } from '../processes/start-program.js';

/** Nobody listens: no worker runs. */
const noSmtpPort = 9;

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const redis = await tools.startRedis();
  const { api, apiKey } = await tools.install(redis.url, noSmtpPort);
  const bare = await tools.startBaseline('bare-api', redis.url);
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();

  const issue = async (server: RunningProgram, key: string, extent: LoadExtent) => {
    await redis.empty();
    const requests = { kind: 'issue', addressPrefix: nextPrefix() } as const;
    return await measureLoad(load, server, { apiKey: key, requests, extent, inFlight: size.requestsInFlight });
  };
  const warmUp: LoadExtent = { kind: 'count', count: size.warmUpRequests };
  const measured: LoadExtent = { kind: 'time', milliseconds: size.runMilliseconds };
  progress('warming up');
  await issue(api, apiKey, warmUp);
  await issue(bare, '', warmUp);
  return await alternate({
    rounds,
    progress,
    ours: () => issue(api, apiKey, measured),
    baseline: () => issue(bare, '', measured),
  });
}

export const issueCase: BenchCase = {
  name: 'issue',
  title: 'POST /v1/challenges, 64 in flight, beside bare Express with one EVALSHA and one BullMQ add',
  unit: 'requests/s',
  target: { ratioAtLeast: 0.85 },
  run,
};
