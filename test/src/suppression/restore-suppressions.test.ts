import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AddressPlace } from '@otpost/core/live-limits-port';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openSuppressionStage, type SuppressionStage } from './suppression-stage.js';

let redis: TestRedis;
let stage: SuppressionStage;
beforeAll(async () => {
  redis = await startTestRedis();
  stage = await openSuppressionStage(redis.url);
});
afterAll(async () => {
  await stage?.end();
  await redis?.stop();
});

const tagOf = ({ shard }: AddressPlace): string => `{s${String(shard).padStart(2, '0')}}`;

/** The log of Redis, to which it appends. */
async function logFile(): Promise<string> {
  const directory = join(redis.directory, 'appendonlydir');
  const name = (await readdir(directory)).find((each) => each.endsWith('.incr.aof'));
  return join(directory, name ?? '');
}

describe('the list of suppressed addresses is read from the store again', () => {
  test('once by the first worker of all, also where one of an older version had noted that nothing is missing', async () => {
    await stage.testLive.redis.set('{otpost}:suppressions-known', '1');
    const place = await stage.suppressOne();
    expect(await stage.restore()).toBe(1);
    expect(await stage.restore()).toBe(0);
    expect(await stage.isSuppressed(place)).toBe(true);
  });

  test('for a shard that lost what it had, and for no other', async () => {
    const lost = await stage.suppressOne();
    const places = [lost];
    while (new Set(places.map(({ shard }) => shard)).size < 3) places.push(await stage.suppressOne());
    expect(await stage.restore()).toBe(0);
    await stage.testLive.redis.del(...(await stage.testLive.keys(`${tagOf(lost)}:*`)));
    expect(await stage.isSuppressed(lost)).toBe(false);
    const restored = await stage.restore();
    expect(restored).toBeGreaterThan(0);
    expect(restored).toBeLessThan(places.length);
    for (const place of places) expect(await stage.isSuppressed(place)).toBe(true);
    expect(await stage.restore()).toBe(0);
  });

  test('after a kill that lost the last writes', async () => {
    const { size } = await stat(await logFile());
    const place = await stage.suppressOne();
    await redis.kill();
    await truncate(await logFile(), size);
    await redis.start();
    expect(await stage.isSuppressed(place)).toBe(false);
    await stage.restore();
    expect(await stage.isSuppressed(place)).toBe(true);
    expect(await stage.restore()).toBe(0);
  });

  test('whole, when Redis began another life in the middle of it, or refused one of them', async () => {
    const place = await stage.suppressOne();
    const { limits } = stage.context.live;
    await stage.testLive.flush();
    const unrestored = await limits.unrestoredShards();
    await redis.kill();
    await redis.start();
    await limits.noteRestored(unrestored);
    await stage.testLive.redis.acl('SETUSER', 'default', '-hset');
    await expect(stage.restore()).rejects.toThrow('hset');
    await stage.testLive.redis.acl('SETUSER', 'default', '+hset');
    expect(await stage.isSuppressed(place)).toBe(false);
    await stage.restore();
    expect(await stage.isSuppressed(place)).toBe(true);
  });
});
