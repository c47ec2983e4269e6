import { alternate, type Run } from '../alternate.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { fillChallenges } from '../growth/fill-challenges.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import type { LoadExtent } from '../load/load-order.js';
import { measureLoad } from '../load/measure-load.js';
import type { BenchRedis } from '../processes/bench-redis.js';
import type { RunningProgram } from '../processes/start-program.js';

const noSmtpPort = 9;
/** A million challenges take about 2 GB; creates stop at 75 % of this. The limit takes no memory itself. */
const roomForAMillion = ['--maxmemory', '8gb'];

/** One Redis and an API before it, with so many live challenges. */
interface Side {
  readonly redis: BenchRedis;
  readonly api: RunningProgram;
}

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const manyRedis = await tools.startRedis(roomForAMillion);
  const fewRedis = await tools.startRedis(roomForAMillion);
  const { api, apiKey, startApi } = await tools.install(manyRedis.url, noSmtpPort);
  const many: Side = { redis: manyRedis, api };
  const few: Side = { redis: fewRedis, api: await startApi(fewRedis.url) };
  const load = tools.startLoad();
  const nextPrefix = createAddressPrefixes();

  const issue = async (side: Side, extent: LoadExtent): Promise<Run> => {
    const requests = { kind: 'issue', addressPrefix: nextPrefix() } as const;
    return await measureLoad(load, side.api, { apiKey, requests, extent, inFlight: size.requestsInFlight });
  };
  const fill = async ({ redis, api }: Side, count: number): Promise<void> => {
    await redis.empty();
    const { ids } = await load.run({
      port: api.port,
      apiKey,
      requests: { kind: 'issue', addressPrefix: nextPrefix() },
      extent: { kind: 'count', count: 1 },
      inFlight: 1,
    });
    await fillChallenges(redis, ids[0] ?? '', count);
  };
  progress('warming up');
  await issue(many, { kind: 'count', count: size.warmUpRequests });
  await issue(few, { kind: 'count', count: size.warmUpRequests });
  progress(`filling ${size.manyChallenges} challenges`);
  await fill(many, size.manyChallenges);
  progress('filled');
  const measured: LoadExtent = { kind: 'time', milliseconds: size.runMilliseconds };
  return await alternate({
    rounds,
    progress,
    ours: () => issue(many, measured),
    baseline: async () => {
      await fill(few, size.fewChallenges);
      return await issue(few, measured);
    },
  });
}

export const growthCase: BenchCase = {
  name: 'growth',
  title: 'issue with 1,000,000 live challenges (ours) beside issue with 1,000 (baseline), same code, same settings',
  unit: 'requests/s',
  target: { ratioAtLeast: 0.9 },
  run,
};
