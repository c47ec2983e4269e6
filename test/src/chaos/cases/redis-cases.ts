import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../servers/eventually.js';
import type { CaseStage, ChaosCase } from '../chaos-case.js';
import type { NetworkFault, TcpProxy } from '../tcp-proxy.js';

async function withFault(proxy: TcpProxy, fault: NetworkFault, milliseconds: number): Promise<void> {
  proxy.setFault(fault);
  await sleep(milliseconds);
  proxy.setFault('none');
}

const redisKilled: ChaosCase = {
  name: 'redis-killed',
  rows: ['M8'],
  what: 'kill -9 of Redis, twice, and a start on the same data',
  run: async ({ house, random }) => {
    for (let round = 0; round < 2; round += 1) {
      await sleep(random() * 1000);
      await house.redis.kill();
      await sleep(1000);
      await house.redis.start();
      await sleep(1500);
    }
  },
};

const redisEmptied: ChaosCase = {
  name: 'redis-emptied',
  rows: ['M9'],
  what: 'FLUSHALL with SCRIPT FLUSH, then a restart of Redis with empty data',
  run: async ({ house, redis, noteEmptied }) => {
    await sleep(1500);
    await redis.flushall();
    await redis.script('FLUSH');
    noteEmptied();
    await sleep(2000);
    await house.redis.kill();
    for (const name of await readdir(house.redis.directory)) {
      await rm(join(house.redis.directory, name), { recursive: true });
    }
    noteEmptied();
    await house.redis.start();
  },
};

const redisFull: ChaosCase = {
  name: 'redis-full',
  rows: ['M9c'],
  what: 'maxmemory set to what is used, for five seconds',
  run: async ({ redis }) => {
    const [, before = '0'] = await redis.config('GET', 'maxmemory');
    const used = /used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? '1';
    await redis.config('SET', 'maxmemory', used);
    await sleep(5000);
    await redis.config('SET', 'maxmemory', before);
  },
};

const fullMilliseconds = 1500;

/** Redis ends itself rather than answer without having written, and so does one that is started while there is no space. */
async function fillUnderAlways({ house }: CaseStage): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await house.redis.fillDisk();
    if (round > 0) await house.redis.start();
    await eventually('Redis ends itself', () => !house.redis.isRunning());
  }
  await sleep(fullMilliseconds);
  house.redis.freeDisk();
  await house.redis.start();
}

/** Redis stays, refuses every write by MISCONF, and goes on by itself. */
async function fillUnderEverySecond({ house, redis }: CaseStage): Promise<void> {
  await redis.config('SET', 'appendfsync', 'everysec');
  await house.redis.fillDisk();
  await eventually('Redis refuses writes', async () =>
    /aof_last_write_status:err/.test(await redis.info('persistence')),
  );
  await sleep(fullMilliseconds);
  house.redis.freeDisk();
  await redis.config('SET', 'appendfsync', 'always');
}

const redisDiskFull: ChaosCase = {
  name: 'redis-disk-full',
  rows: ['M14'],
  limitsProcesses: true,
  what: 'a full disk under Redis, with appendfsync always and everysec: it ends itself, or refuses writes by MISCONF',
  run: async (stage) => {
    await fillUnderAlways(stage);
    await sleep(1000);
    await fillUnderEverySecond(stage);
  },
};

const redisSlow: ChaosCase = {
  name: 'redis-slow',
  rows: ['M9d'],
  what: 'every byte to and from Redis 100 ms late, then 500 ms',
  run: async ({ redisProxy }) => {
    await withFault(redisProxy, { delayMilliseconds: 100 }, 4000);
    await withFault(redisProxy, { delayMilliseconds: 500 }, 4000);
  },
};

/** All connections, and those made at once again. */
export const resetAtOnce = (proxy: TcpProxy): Promise<void> => withFault(proxy, 'reset', 30);

const redisReset: ChaosCase = {
  name: 'redis-reset',
  rows: ['M9d'],
  what: 'all connections to Redis reset, ten times',
  run: async ({ redisProxy, random }) => {
    for (let round = 0; round < 10; round += 1) {
      await resetAtOnce(redisProxy);
      await sleep(random() * 800);
    }
  },
};

const redisDropped: ChaosCase = {
  name: 'redis-dropped',
  rows: ['M9d'],
  what: 'bytes to and from Redis vanish for five seconds',
  run: ({ redisProxy }) => withFault(redisProxy, 'drop', 5000),
};

const redisHalfOpen: ChaosCase = {
  name: 'redis-half-open',
  rows: ['M9d'],
  what: 'connections to Redis half open for three seconds; those made by then stay mute',
  run: ({ redisProxy }) => withFault(redisProxy, 'half-open', 3000),
};

export const redisCases = {
  redisKilled,
  redisEmptied,
  redisFull,
  redisDiskFull,
  redisSlow,
  redisReset,
  redisDropped,
  redisHalfOpen,
};
