import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startTestRedis } from '../start-test-redis.js';
import { checkRedis } from './check-redis.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const ours = '--appendonly yes --appendfsync always --maxmemory 256mb --maxmemory-policy noeviction';

async function started(settings: string, limits?: string) {
  const server = await startTestRedis(settings, limits);
  stops.push(server.stop);
  return server;
}

async function badFindings(url: string, acceptWeak = false, now = Date.now) {
  const findings = await checkRedis(url, { acceptWeak }, now);
  return findings.filter(({ ok }) => !ok);
}

test('a Redis set up as ours is well in every respect, clock included', async () => {
  const findings = await checkRedis((await started(ours)).url, { acceptWeak: false }, Date.now);
  expect(findings.map(({ check, ok }) => [check, ok])).toEqual(
    ['redis', 'redis-policy', 'redis-persistence', 'redis-disk', 'redis-memory', 'clock'].map((check) => [check, true]),
  );
});

test.each([
  ['--maxmemory-policy allkeys-lru', 'redis-policy', 'maxmemory-policy noeviction'],
  ['--appendfsync everysec', 'redis-persistence', 'appendfsync always'],
  ['--appendonly no', 'redis-persistence', 'appendonly yes'],
  ['--maxmemory 0', 'redis-memory', 'Set maxmemory'],
])('a Redis with %s is named with its mend', async (setting, check, mend) => {
  const { url } = await started(`${ours} ${setting}`);
  expect(await badFindings(url)).toEqual([
    { check, ok: false, what: expect.any(String), mend: expect.stringContaining(mend) },
  ]);
});

test('a weak Redis that the operator accepted is well', async () => {
  const { url } = await started(`${ours} --appendonly no`);
  expect(await badFindings(url, true)).toEqual([]);
});

test('a Redis whose disk refuses the append-only file is named with its mend', async () => {
  // The limit of a file's size stands for a full disk; with "always" Redis would end itself.
  const { url } = await started(`${ours} --appendfsync everysec`, 'trap "" XFSZ; ulimit -f 128');
  const redis = new Redis(url);
  stops.unshift(async () => redis.disconnect());
  let answer: unknown = 'OK';
  while (answer === 'OK') {
    answer = await redis.set('filler', 'x'.repeat(50_000)).catch((error: Error) => error.message);
  }
  expect(answer).toContain('MISCONF');
  const [finding] = await badFindings(url);
  expect(finding).toMatchObject({ check: 'redis-disk', mend: expect.stringContaining('Free space') });
});

test.each([
  [-5000, 'behind'],
  [5000, 'ahead of'],
])('a clock that is %d ms off is named with its mend', async (offset, side) => {
  const { url } = await started(ours);
  expect(await badFindings(url, false, () => Date.now() + offset)).toEqual([
    {
      check: 'clock',
      ok: false,
      what: expect.stringMatching(new RegExp(`[45]\\.\\d s ${side} that of Redis`)),
      mend: expect.stringContaining('NTP'),
    },
  ]);
});

test('a Redis that is gone is named without its password', async () => {
  const server = await startTestRedis();
  await server.stop();
  const url = server.url.replace('redis://', 'redis://user:hunter2@');
  const [finding, ...others] = await badFindings(url);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ check: 'redis', mend: expect.stringContaining('REDIS_URL') });
  expect(finding?.what).toContain('ECONNREFUSED');
  expect(finding?.what).not.toContain('hunter2');
});

test('a Redis that hangs counts as one that does not answer', async () => {
  const { url, processId } = await started(ours);
  process.kill(processId, 'SIGSTOP');
  expect(await checkRedis(url, { acceptWeak: false }, Date.now, 200)).toEqual([
    expect.objectContaining({ check: 'redis', ok: false, what: expect.stringContaining('no answer within 200 ms') }),
  ]);
});

test('a wrong password is named as such', async () => {
  const { url } = await started(`${ours} --requirepass right`);
  const [finding] = await badFindings(url.replace('redis://', 'redis://:wrong@'));
  expect(finding).toMatchObject({ check: 'redis', what: expect.stringMatching(/WRONGPASS|NOAUTH/) });
});

test('a Redis above three quarters of its memory is named, since creates are refused', async () => {
  const { url } = await started(ours);
  const redis = new Redis(url);
  stops.unshift(async () => redis.disconnect());
  await redis.set('filler', 'x'.repeat(4_000_000));
  await redis.config('SET', 'maxmemory', '6mb');
  const [finding] = await badFindings(url);
  expect(finding).toMatchObject({ check: 'redis-memory', what: expect.stringContaining('503') });
});
