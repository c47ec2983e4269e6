import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { updateApplication } from '@otpost/core/settings/applications/update-application';
import { changeSetting } from '@otpost/core/settings/change-setting';
import { openSqliteStore } from '@otpost/store/sqlite/open-sqlite-store';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import {
  testActor as actor,
  testMasterKeys as masterKeys,
  openTestProcess,
  type TestProcess,
} from './open-test-process.js';
import { openTestStore, type TestStore } from './open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let first: TestProcess;
let second: TestProcess;
/** How far the clock of the second process is ahead. */
let ahead = 0;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  const store = openSqliteStore({ file: testStore.file, now: Date.now });
  first = await openTestProcess(testStore.store, redis.url);
  second = await openTestProcess(store, redis.url, { now: () => Date.now() + ahead });
});
afterAll(async () => {
  first.stop();
  second.stop();
  await second.context.store.close().catch(() => undefined);
  await testStore.remove();
  await redis.stop();
});

const make = (context: Context) => {
  const name = `Application ${randomBytes(6).toString('hex')}`;
  return createApplication(context, { actor, masterKeys, input: { name } });
};

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a change of a setting', () => {
  test('becomes live in every process although its maker died right after the write', async () => {
    const { id } = await make(first.context);
    await until(() => second.context.settings.current().applications.has(id));
    const record = await first.context.store.applications.get(id);
    // Past the time in which the making of the application itself keeps it looking.
    ahead += 7000;
    const died = changeSetting(first.context, {
      actor,
      action: 'application.update',
      target: id,
      write: async () => {
        // Every process has seen the first rise and loaded the old record before the write comes.
        const version = await first.context.store.settingsVersion();
        await until(() => second.context.settings.current().version === version);
        await first.context.store.applications.replace({ ...record!, version: 2, name: `${id} renamed` }, 1);
        throw new Error('the process died');
      },
    });
    await expect(died).rejects.toThrow('the process died');
    await until(() => second.context.settings.current().applications.get(id)?.name === `${id} renamed`);
    // Well before the look that comes every half minute in any case.
  }, 12_000);

  test('is made although Redis is away, and polling finds it', async () => {
    const away = await startTestRedis();
    const maker = await openTestProcess(testStore.store, away.url);
    await away.stop();
    const { id } = await make(maker.context);
    expect(maker.context.settings.current().applications.has(id)).toBe(true);
    await until(() => second.context.settings.current().applications.has(id));
    expect(maker.warnings.join()).toContain('announce');
    maker.stop();
  });

  test('is refused whole while the store is down, and the last settings stay in force until it is back', async () => {
    const { id } = await make(first.context);
    await until(() => second.context.settings.current().applications.has(id));
    await second.context.store.close();
    await until(() => second.warnings.some((warning) => warning.includes('the last ones stay in force')));
    expect(second.context.settings.current().applications.has(id)).toBe(true);
    const change = updateApplication(second.context, { actor, id, input: { version: 1, name: 'Unseen' } });
    await expect(change).rejects.toMatchObject({ code: 'unavailable', details: { dependency: 'store' } });
    expect((await first.context.store.applications.get(id))?.version).toBe(1);
  });
});
