import { randomInt, randomUUID } from 'node:crypto';
import { alternate, type Run } from '../alternate.js';
import { addBare, openBareQueue } from '../baselines/bare-queue.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import { readCpuMicroseconds } from '../processes/cpu-time.js';
import type { RunningProgram } from '../processes/start-program.js';
import type { MailSink } from '../sink/mail-sink.js';

/** What stands in the queue before the worker is started: the messages that warm it up, and those that are measured. */
interface Backlog {
  readonly warmUp: number;
  readonly whole: number;
}

/** From the last message that warms up to the last of all; the worker is gone afterwards. */
async function drain(
  sink: MailSink,
  { warmUp, whole }: Backlog,
  startWorker: () => Promise<RunningProgram>,
): Promise<Run> {
  await sink.begin();
  const worker = await startWorker();
  const warm = await sink.reach(warmUp);
  const before = readCpuMicroseconds(worker.processId);
  const end = await sink.expect(whole);
  const after = readCpuMicroseconds(worker.processId);
  await worker.stop();
  // The worker does not wait for who counts: some more than the warm-up have come.
  const count = whole - warm.received;
  return {
    perSecond: (count * 1000) / (end.lastAt - warm.lastAt),
    cpuMicrosecondsPerRequest: before === undefined || after === undefined ? undefined : (after - before) / count,
  };
}

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const backlog = { warmUp: size.warmUpDeliveries, whole: size.warmUpDeliveries + size.deliveriesPerRun };
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
      extent: { kind: 'count', count: backlog.whole },
      inFlight: size.requestsInFlight,
    });
    return await drain(sink, backlog, () => installation.startWorker(redis.url));
  };
  const baseline = async (): Promise<Run> => {
    await redis.empty();
    const addressPrefix = nextPrefix();
    const jobs = Array.from({ length: backlog.whole }, (_, index) => ({
      id: randomUUID(),
      to: `${addressPrefix}-${index}@example.com`,
      code: String(randomInt(1_000_000)).padStart(6, '0'),
    }));
    await Promise.all(jobs.map((job, index) => addBare(queue, job, index + 1)));
    return await drain(sink, backlog, () => tools.startBaseline('bare-worker', redis.url, String(sink.port)));
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
