import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '@otpost/config/operator-config';
import { startTestRedis, type TestRedis } from '../start-test-redis.js';
import { type DoctorSurroundings, runDoctor } from './run-doctor.js';

let redis: TestRedis;
let weakRedis: TestRedis;
let dataDirectory: string;
let holder: Server;
let takenPort: number;

beforeAll(async () => {
  redis = await startTestRedis('--appendonly yes --appendfsync always --maxmemory 256mb');
  weakRedis = await startTestRedis(
    '--appendonly yes --appendfsync everysec --maxmemory-policy allkeys-lru --maxmemory 9mb',
  );
  dataDirectory = await mkdtemp(join(tmpdir(), 'otpost-doctor-'));
  holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  takenPort = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  await Promise.all([redis.stop(), weakRedis.stop(), new Promise((resolve) => holder.close(resolve))]);
  await rm(dataDirectory, { recursive: true });
});

const sound = () => ({
  OTPOST_PUBLIC_URL: 'https://otpost.example.com',
  OTPOST_PORT: '0',
  OTPOST_METRICS_PORT: '0',
  OTPOST_DATA_DIRECTORY: dataDirectory,
  REDIS_URL: redis.url,
});

function surroundings(
  environment: Record<string, string>,
  others: Partial<DoctorSurroundings> = {},
): DoctorSurroundings {
  return {
    readConfig: () => readConfig(environment),
    nodeVersion: '22.1.0',
    now: Date.now,
    randomBytes,
    isOurs: async () => false,
    pingStore: async () => undefined,
    openKeyring: async () => undefined,
    countEnabledProviders: async () => 2,
    ...others,
  };
}

test('a sound installation has nothing to mend, and the doctor leaves no trace', async () => {
  const findings = await runDoctor(surroundings(sound()));
  expect(findings.filter(({ ok, mend }) => !ok || mend !== null)).toEqual([]);
  expect(findings.length).toBeGreaterThanOrEqual(12);
  expect(await readdir(dataDirectory)).toEqual([]);
});

test('everything that is broken is named at once, each with its mend', async () => {
  const broken = {
    ...sound(),
    OTPOST_PORT: String(takenPort),
    OTPOST_DATA_DIRECTORY: '/proc/self/otpost',
    OTPOST_MONGODB_URL: 'mongodb://127.0.0.1:1/otpost',
    OTPOST_MASTER_KEYS: `main:${randomBytes(32).toString('base64')}`,
    REDIS_URL: weakRedis.url,
  };
  const findings = await runDoctor(
    surroundings(broken, {
      nodeVersion: '18.0.0',
      now: () => Date.now() - 60_000,
      pingStore: () => Promise.reject(new Error('connect ECONNREFUSED')),
      openKeyring: () => Promise.reject(new Error('Master key "old" is not configured')),
      countEnabledProviders: async () => 0,
    }),
  );
  const bad = findings.filter(({ ok }) => !ok);
  expect(bad.map(({ check }) => check).sort()).toEqual(
    [
      'node',
      'data-directory',
      'disk-space',
      'port',
      'redis-policy',
      'redis-persistence',
      'clock',
      'mongodb',
      'master-keys',
      'providers',
    ].sort(),
  );
  for (const { what, mend } of bad)
    expect([what, mend].every((sentence) => sentence && sentence.length > 20)).toBe(true);
});

test('a configuration that cannot be read is told whole, a bad master key by its own name, without the key', async () => {
  const key = 'c2hvcnQga2V5';
  const findings = await runDoctor(surroundings({ ...sound(), OTPOST_MASTER_KEYS: `main:${key}`, OTPOST_PROT: '1' }));
  expect(findings.filter(({ ok }) => !ok)).toEqual([
    { check: 'master-keys', ok: false, what: expect.any(String), mend: expect.stringContaining('openssl rand') },
    { check: 'configuration', ok: false, what: 'OTPOST_PROT is not known', mend: 'Did you mean OTPOST_PORT?' },
  ]);
  expect(JSON.stringify(findings)).not.toContain(key);
});

test('an error that is no fault of the configuration is not taken for one', async () => {
  const readNothing = () => {
    throw new TypeError('a bug');
  };
  await expect(runDoctor({ ...surroundings(sound()), readConfig: readNothing })).rejects.toThrow('a bug');
});
