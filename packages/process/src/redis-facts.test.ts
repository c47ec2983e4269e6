import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { readRedisFacts } from './redis-facts.js';
import { startTestRedis, type TestRedis } from './start-test-redis.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function started(settings: string): Promise<TestRedis> {
  const server = await startTestRedis(settings);
  stops.push(server.stop);
  return server;
}

async function factsOf(settings: string, user?: { username: string; password: string }) {
  const { url } = await started(settings);
  const redis = new Redis(url, user ?? {});
  stops.push(async () => redis.disconnect());
  return readRedisFacts(redis);
}

test('a Redis set up as ours says so', async () => {
  const facts = await factsOf('--appendonly yes --appendfsync always --maxmemory 256mb --maxmemory-policy noeviction');
  expect(facts).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    role: 'master',
    connectedReplicas: 0,
    isClusterNode: false,
    loading: false,
    aofEnabled: true,
    fsync: 'always',
    diskWritesWork: true,
    maxmemoryPolicy: 'noeviction',
    maxmemory: 256 * 1024 ** 2,
    usedMemory: expect.any(Number),
  });
  expect(facts.usedMemory).toBeGreaterThan(0);
});

test.each([
  ['--appendonly no', { aofEnabled: false }],
  ['--appendonly yes --appendfsync everysec', { aofEnabled: true, fsync: 'everysec' }],
  ['--appendonly yes --appendfsync no', { fsync: 'no' }],
  ['--maxmemory 64mb --maxmemory-policy allkeys-lru', { maxmemory: 64 * 1024 ** 2, maxmemoryPolicy: 'allkeys-lru' }],
])('%s is seen', async (settings, expected) => {
  expect(await factsOf(settings)).toMatchObject(expected);
});

test('where CONFIG is forbidden the fsync policy is unknown, and the rest is still told', async () => {
  const facts = await factsOf('--appendonly yes --user managed on >word ~* &* +@all -config', {
    username: 'managed',
    password: 'word',
  });
  expect(facts).toMatchObject({ aofEnabled: true, fsync: 'unknown', maxmemoryPolicy: 'noeviction' });
});

test('where CONFIG was renamed away it is unknown too', async () => {
  expect(await factsOf('--rename-command CONFIG nobody')).toMatchObject({ fsync: 'unknown' });
});

test('the newer protocol tells the same', async () => {
  const { url } = await started('--appendonly yes --appendfsync always');
  const redis = new Redis(url, { protocol: 3 });
  stops.push(async () => redis.disconnect());
  expect(await readRedisFacts(redis)).toMatchObject({ fsync: 'always', role: 'master' });
});

test('a primary counts its replicas, and a replica knows that it is one', async () => {
  const primary = await started('--repl-diskless-sync-delay 0');
  const replica = await started(`--replicaof 127.0.0.1 ${new URL(primary.url).port}`);
  const [toPrimary, toReplica] = [new Redis(primary.url), new Redis(replica.url)];
  stops.push(async () => [toPrimary, toReplica].forEach((redis) => redis.disconnect()));
  let facts = await readRedisFacts(toPrimary);
  while (facts.connectedReplicas === 0) facts = await readRedisFacts(toPrimary);
  expect(facts).toMatchObject({ role: 'master', connectedReplicas: 1 });
  expect(await readRedisFacts(toReplica)).toMatchObject({ role: 'replica' });
});

test('a Redis that is gone is an error, not a fact', async () => {
  const server = await startTestRedis();
  const redis = new Redis(server.url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  await redis.ping();
  await server.stop();
  await expect(readRedisFacts(redis)).rejects.toThrow();
});
