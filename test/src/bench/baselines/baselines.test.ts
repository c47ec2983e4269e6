import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { deliverJobOptions } from '@otpost/queue/job-catalogue';
import { benchSize } from '../bench-size.js';
import { type BenchTools, createBenchTools } from '../bench-tools.js';
import type { LoadGenerator } from '../load/load-generator.js';
import type { LoadRequests } from '../load/load-order.js';
import type { BenchRedis } from '../processes/bench-redis.js';
import { createStage } from '../processes/stage.js';
import type { MailSink } from '../sink/mail-sink.js';
import { bareKey } from './bare-challenge.js';
import { bareQueueName, bareQueuePrefix, openBareQueue } from './bare-queue.js';

jest.setTimeout(120_000);

const stage = createStage();
let directory: string;
let tools: BenchTools;
let redis: BenchRedis;
let sink: MailSink;
let load: LoadGenerator;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-bench-'));
  tools = createBenchTools({ rounds: 1, size: benchSize, stage, directory, progress: () => undefined });
  redis = await tools.startRedis();
  sink = await tools.startSink();
  load = tools.startLoad();
});

afterAll(async () => {
  await stage.clear();
  await rm(directory, { recursive: true, force: true });
});

const issue = (addressPrefix: string): LoadRequests => ({ kind: 'issue', addressPrefix });

async function send(port: number, requests: LoadRequests, count: number, apiKey = '') {
  return await load.run({ port, apiKey, requests, extent: { kind: 'count', count }, inFlight: 2 });
}

async function scriptCalls(work: () => Promise<unknown>): Promise<number> {
  await redis.connection.config('RESETSTAT');
  await work();
  const stats = await redis.connection.info('commandstats');
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

describe('the bare API', () => {
  test('does one EVALSHA and one BullMQ add for an issue', async () => {
    const bare = await tools.startBaseline('bare-api', redis.url);
    await send(bare.port, issue('before'), 1);
    await redis.empty();

    expect(await scriptCalls(() => send(bare.port, issue('bare'), 3))).toBe(6);

    const challenges = await redis.connection.keys(bareKey('*'));
    expect(challenges).toHaveLength(3);
    expect(await redis.connection.pttl(challenges[0] ?? '')).toBeGreaterThan(20 * 60 * 1000);
    const queue = openBareQueue(redis.connection);
    const jobs = await queue.getJobs(['prioritized']);
    await queue.close();
    expect(new Set(jobs.map(({ opts }) => opts.priority))).toEqual(new Set([2, 3, 4]));
    expect(jobs[0]?.opts).toMatchObject(deliverJobOptions);
    expect(jobs[0]?.id).toBe(`${jobs[0]?.data.id}-1-0`);
  });

  test('does one EVALSHA for a check, and approves the right code once', async () => {
    const bare = await tools.startBaseline('bare-api', redis.url);
    await redis.empty();
    const { ids } = await send(bare.port, issue('checked'), 2);
    const codes = await Promise.all(ids.map((id) => redis.connection.hget(bareKey(id), 'code')));
    const answers = ids.map((id, index) => ({ id, code: codes[index] ?? '' }));

    expect(await scriptCalls(() => send(bare.port, { kind: 'check', answers }, 2))).toBe(2);

    expect(await redis.connection.hmget(bareKey(ids[0] ?? ''), 'status', 'checks')).toEqual(['approved', '1']);
    await send(bare.port, { kind: 'check', answers }, 2);
    expect(await redis.connection.hget(bareKey(ids[0] ?? ''), 'checks')).toBe('1');
  });
});

describe('beside ours', () => {
  const fifth = 0.2;

  async function challengeBytes(pattern: string): Promise<number> {
    const [key = ''] = await redis.connection.keys(pattern);
    return (await redis.connection.memory('USAGE', key)) ?? 0;
  }

  test('the bare challenge and the bare mail have the size of ours, within a fifth', async () => {
    await redis.empty();
    const { api, apiKey, startWorker } = await tools.install(redis.url, sink.port);
    const bare = await tools.startBaseline('bare-api', redis.url);
    await send(api.port, issue('ours'), 1, apiKey);
    await send(bare.port, issue('ours'), 1);
    const oursBytes = await challengeBytes('{s*}:ch_*');
    const bareBytes = await challengeBytes(bareKey('*'));
    expect(Math.abs(bareBytes / oursBytes - 1)).toBeLessThan(fifth);

    await sink.begin();
    await startWorker(redis.url);
    const ours = await sink.expect(1);
    await sink.begin();
    await tools.startBaseline('bare-worker', redis.url, String(sink.port));
    const theirs = await sink.expect(1);
    expect(Math.abs(theirs.bytes / ours.bytes - 1)).toBeLessThan(fifth);
    expect(await redis.connection.zcard(`${bareQueuePrefix}:${bareQueueName}:prioritized`)).toBe(0);
  });
});
