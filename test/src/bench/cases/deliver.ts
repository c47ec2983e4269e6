import { randomInt, randomUUID } from 'node:crypto';
import { alternate, type Run } from '../alternate.js';
import { addBare, openBareQueue } from '../baselines/bare-queue.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import { readCpuMicroseconds } from '../processes/cpu-time.js';
import { monotonicMilliseconds } from '../processes/monotonic.js';
import type { RunningProgram } from '../processes/start-program.js';
import type { MailSink } from '../sink/mail-sink.js';

/** From the worker's ready line to the last message; the worker is gone afterwards. */
async function drain(sink: MailSink, count: number, startWorker: () => Promise<RunningProgram>): Promise<Run> {
  await sink.begin();
  const worker = await startWorker();
  const readyAt = monotonicMilliseconds();
  const before = readCpuMicroseconds(worker.processId);
  const { lastAt } = await sink.expect(count);
  const after = readCpuMicroseconds(worker.processId);
  await worker.stop();
  return {
    perSecond: (count * 1000) / (lastAt - readyAt),
    cpuMicrosecondsPerRequest: before === undefined || after === undefined ? undefined : (after - before) / count,
  };
}

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const count = size.deliveriesPerRun;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const installation = await tools.install(redis.url, sink.port);
  const load = tools.startLoad();
  const queue = openBareQueue(redis.connection);
  tools.stage.keep({ stop: () => queue.close() });
  const nextPrefix = createAddressPrefixes();

  const ours = async (): Promise<Run> => {
    await redis.empty();
    const { api, apiKey } = installation;
    await load.run({
      port: api.port,
      apiKey,
      requests: { kind: 'issue', addressPrefix: nextPrefix() },
      extent: { kind: 'count', count },
      inFlight: size.requestsInFlight,
    });
    return await drain(sink, count, () => installation.startWorker(redis.url));
  };
  const baseline = async (): Promise<Run> => {
    await redis.empty();
    const addressPrefix = nextPrefix();
    const jobs = Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      to: `${addressPrefix}-${index}@example.com`,
      code: String(randomInt(1_000_000)).padStart(6, '0'),
    }));
    await Promise.all(jobs.map((job, index) => addBare(queue, job, index + 1)));
    return await drain(sink, count, () => tools.startBaseline('bare-worker', redis.url, String(sink.port)));
  };
  return await alternate({ rounds, progress, ours, baseline });
}

export const deliverCase: BenchCase = {
  name: 'deliver',
  title: 'one worker drains 4,000 queued email jobs to a local SMTP sink, beside a bare BullMQ worker with nodemailer',
  unit: 'messages/s',
  target: { ratioAtLeast: 0.85 },
  run,
};
