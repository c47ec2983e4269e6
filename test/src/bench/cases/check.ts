import { randomInt, randomUUID } from 'node:crypto';
import { alternate, type Run } from '../alternate.js';
import { createBare } from '../baselines/bare-challenge.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import type { Installation } from '../installation/open-installation.js';
import { readCodes } from '../installation/read-codes.js';
import { waitUntilRecorded } from '../installation/wait-until-recorded.js';
import type { CheckAnswer } from '../load/load-order.js';
import { measureLoad } from '../load/measure-load.js';
import type { BenchRedis } from '../processes/bench-redis.js';
import type { RunningProgram } from '../processes/start-program.js';

/** Challenges whose code has been sent and recorded, as they are when a user types it. The worker is gone afterwards. */
async function prepareOurs(
  tools: BenchTools,
  redis: BenchRedis,
  installation: Installation,
  count: number,
): Promise<CheckAnswer[]> {
  const { api, apiKey } = installation;
  const load = tools.startLoad();
  const worker = await installation.startWorker(redis.url);
  const { ids } = await load.run({
    port: api.port,
    apiKey,
    requests: { kind: 'issue', addressPrefix: 'bench' },
    extent: { kind: 'count', count },
    inFlight: tools.size.requestsInFlight,
  });
  await waitUntilRecorded(redis.connection);
  await worker.stop();
  return await readCodes(redis.connection, installation, ids);
}

async function prepareBare(redis: BenchRedis, count: number): Promise<CheckAnswer[]> {
  const answers = Array.from({ length: count }, () => ({
    id: randomUUID(),
    code: String(randomInt(1_000_000)).padStart(6, '0'),
  }));
  const now = Date.now();
  await Promise.all(answers.map((answer) => createBare(redis.connection, { ...answer, to: 'a@example.com' }, now)));
  return answers;
}

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const installation = await tools.install(redis.url, sink.port);
  const bare = await tools.startBaseline('bare-api', redis.url);
  const warmUp = size.checksPerRun;
  const count = rounds * size.checksPerRun + warmUp;
  progress(`issuing and delivering ${count} challenges`);
  const ours = await prepareOurs(tools, redis, installation, count);
  // Ours has served the issues of all its challenges by now, the baseline nothing: it warms up for longer.
  const bareWarmUp = Math.max(warmUp, size.warmUpRequests);
  const baseline = await prepareBare(redis, rounds * size.checksPerRun + bareWarmUp);
  await redis.rewriteLog();

  const load = tools.startLoad();
  const check = async (server: RunningProgram, apiKey: string, answers: readonly CheckAnswer[]): Promise<Run> => {
    const requests = { kind: 'check', answers } as const;
    const extent = { kind: 'count', count: answers.length } as const;
    return await measureLoad(load, server, { apiKey, requests, extent, inFlight: size.requestsInFlight });
  };
  const { api, apiKey } = installation;
  progress('warming up');
  await check(api, apiKey, ours.splice(0, warmUp));
  await check(bare, '', baseline.splice(0, bareWarmUp));
  return await alternate({
    rounds,
    progress,
    ours: () => check(api, apiKey, ours.splice(0, size.checksPerRun)),
    baseline: () => check(bare, '', baseline.splice(0, size.checksPerRun)),
  });
}

export const checkCase: BenchCase = {
  name: 'check',
  title: 'POST /v1/challenges/:id/check with the right code, 64 in flight, beside bare Express with one EVALSHA',
  unit: 'requests/s',
  target: { ratioAtLeast: 0.85 },
  run,
};
