import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import type { Installation } from '../installation/open-installation.js';
import { waitUntilRecorded } from '../installation/wait-until-recorded.js';
import { createAddressPrefixes } from '../load/address-prefix.js';
import type { LoadGenerator } from '../load/load-generator.js';
import type { MailSink } from '../sink/mail-sink.js';

/** Of one challenge with the limiter key of its address (DESIGN section 8). */
const mostBytes = 2048;
/** Brings scripts, queue and shards into being, which stay however many challenges there are. */
const firstChallenges = 500;

async function issueAndDeliver(
  parts: { load: LoadGenerator; installation: Installation; sink: MailSink; inFlight: number },
  addressPrefix: string,
  count: number,
): Promise<void> {
  const { load, sink, inFlight, installation } = parts;
  const { api, apiKey } = installation;
  await sink.begin();
  const requests = { kind: 'issue', addressPrefix } as const;
  await load.run({ port: api.port, apiKey, requests, extent: { kind: 'count', count }, inFlight });
  await sink.expect(count);
}

async function run(tools: BenchTools) {
  const { size, progress } = tools;
  const redis = await tools.startRedis();
  const sink = await tools.startSink();
  const installation = await tools.install(redis.url, sink.port);
  const parts = { load: tools.startLoad(), installation, sink, inFlight: size.requestsInFlight };
  const nextPrefix = createAddressPrefixes();
  await installation.startWorker(redis.url);

  await issueAndDeliver(parts, nextPrefix(), Math.min(firstChallenges, size.memoryChallenges));
  await waitUntilRecorded(redis.connection);
  const before = await redis.usedMemoryBytes();
  progress(`issuing and delivering ${size.memoryChallenges} challenges`);
  await issueAndDeliver(parts, nextPrefix(), size.memoryChallenges);
  await waitUntilRecorded(redis.connection);
  const after = await redis.usedMemoryBytes();
  return { ours: (after - before) / size.memoryChallenges, baseline: null };
}

export const memoryCase: BenchCase = {
  name: 'memory',
  title: 'Redis memory of a live challenge with its limiter key, delivered and recorded',
  unit: 'bytes',
  target: { atMost: mostBytes },
  run,
};
