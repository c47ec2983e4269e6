import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AddressPlace } from '@otpost/core/live-limits-port';
import { Redis } from 'ioredis';
import type { TestRedis } from '../servers/start-test-redis.js';
import { startTestRedisCluster, type TestRedisCluster } from '../servers/start-test-redis-cluster.js';
import { openSuppressionStage, type SuppressionStage } from '../suppression/suppression-stage.js';

let cluster: TestRedisCluster;
let stage: SuppressionStage;
beforeAll(async () => {
  cluster = await startTestRedisCluster();
  stage = await openSuppressionStage(cluster.url);
}, 60_000);
afterAll(async () => {
  await stage?.end();
  await cluster?.stop();
}, 30_000);

const masterOf = ({ shard }: AddressPlace): Promise<TestRedis> =>
  cluster.masterOf(`{s${String(shard).padStart(2, '0')}}:watch`);

async function askOf<Answer>(node: TestRedis, ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(node.url);
  try {
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}

async function replicaOf(master: TestRedis): Promise<TestRedis> {
  const info = await askOf(master, (redis) => redis.info('replication'));
  const replica = cluster.nodes.find(({ port }) => info.includes(`port=${port},`));
  if (!replica) throw new Error('Every master has a replica');
  return replica;
}

/** One on each of two masters. */
async function suppressOnTwoMasters(): Promise<[AddressPlace, AddressPlace]> {
  const first = await stage.suppressOne();
  const { port } = await masterOf(first);
  for (;;) {
    const second = await stage.suppressOne();
    if ((await masterOf(second)).port !== port) return [first, second];
  }
}

describe('the list of suppressed addresses is read from the store again', () => {
  test('when one master comes back empty', async () => {
    const [lost, kept] = await suppressOnTwoMasters();
    const all = await stage.restore();
    expect(await stage.restore()).toBe(0);
    const master = await masterOf(lost);
    const both = [master, await replicaOf(master)];
    await Promise.all(both.map((node) => node.kill()));
    await Promise.all(both.map((node) => rm(join(node.directory, 'appendonlydir'), { recursive: true, force: true })));
    await Promise.all(both.map((node) => node.start()));
    await cluster.untilWhole();
    expect(await stage.restoreWhenBack()).toBeLessThan(all);
    expect([await stage.isSuppressed(lost), await stage.isSuppressed(kept)]).toEqual([true, true]);
    expect(await stage.restore()).toBe(0);
  }, 60_000);

  test('when a replica takes over that did not have the last writes', async () => {
    await stage.restore();
    const [before] = await suppressOnTwoMasters();
    const master = await masterOf(before);
    const replica = await replicaOf(master);
    replica.hang();
    // What is written from now on never reaches it.
    await askOf(master, (redis) => redis.call('CLIENT', 'KILL', 'TYPE', 'replica'));
    let lost = await stage.suppressOne();
    while ((await masterOf(lost)).port !== master.port) lost = await stage.suppressOne();
    await master.kill();
    replica.goOn();
    expect(await stage.restoreWhenBack()).toBeGreaterThan(0);
    expect((await masterOf(lost)).port).toBe(replica.port);
    expect(await stage.isSuppressed(lost)).toBe(true);
    await master.start();
    await cluster.untilWhole();
  }, 60_000);
});
