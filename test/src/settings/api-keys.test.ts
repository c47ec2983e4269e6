import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { matchesApiKey, parseApiKey } from '@otpost/core/settings/api-key';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { listApiKeys } from '@otpost/core/settings/api-keys/list-api-keys';
import { revokeApiKey } from '@otpost/core/settings/api-keys/revoke-api-key';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { quickestOfThree } from '../servers/quickest-of-three.js';
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
let context: Context;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  first = await openTestProcess(testStore.store, redis.url);
  context = first.context;
});
afterAll(async () => {
  first.stop();
  await testStore.remove();
  await redis.stop();
});

async function newApplication(): Promise<string> {
  const name = `Application ${randomBytes(6).toString('hex')}`;
  return (await createApplication(context, { actor, masterKeys, input: { name } })).id;
}
const make = (applicationId: string) =>
  createApiKey(context, { actor, applicationId, input: { scopes: ['challenges'] } });

function opens(key: string, where: Context): boolean {
  const parsed = parseApiKey(key)!;
  return matchesApiKey(parsed, where.settings.current().apiKeys.get(parsed.id));
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('an API key', () => {
  test('is shown once: its secret is in no list and not in the store', async () => {
    const applicationId = await newApplication();
    const { key, ...view } = await make(applicationId);
    expect(opens(key, context)).toBe(true);
    const listed = await listApiKeys(context, { applicationId });
    expect(listed).toEqual([view]);
    const { secret } = parseApiKey(key)!;
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(await testStore.bytes()).not.toContain(secret);
  });

  test('is one of two active ones: a third is refused until one is revoked', async () => {
    const applicationId = await newApplication();
    const [one] = [await make(applicationId), await make(applicationId)];
    await expect(make(applicationId)).rejects.toMatchObject({ code: 'conflict' });
    await revokeApiKey(context, { actor, applicationId, id: one.id });
    await make(applicationId);
    const keys = await listApiKeys(context, { applicationId });
    expect(keys.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(2);
  });

  test('never becomes a third active one, not by 20 parallel requests', async () => {
    const applicationId = await newApplication();
    await make(applicationId);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => make(applicationId)));
    const made = results.filter(({ status }) => status === 'fulfilled');
    const active = (await listApiKeys(context, { applicationId })).filter(({ revokedAt }) => revokedAt === null);
    expect(active.length).toBeLessThanOrEqual(2);
    expect(active).toHaveLength(1 + made.length);
  });

  test('that is revoked stops within a second in another process, by message and without one', async () => {
    const told = await openTestProcess(testStore.store, redis.url, { pollMilliseconds: 60_000 });
    const deaf = await startTestRedis();
    const polling = await openTestProcess(testStore.store, deaf.url);
    const makeOne = async () => {
      const applicationId = await newApplication();
      return { ...(await make(applicationId)), applicationId };
    };
    const keys = await Promise.all([makeOne(), makeOne(), makeOne()]);
    await until(() => keys.every(({ key }) => opens(key, told.context) && opens(key, polling.context)));
    const revokeNext = async () => {
      const { id, key, applicationId } = keys.pop()!;
      await revokeApiKey(context, { actor, applicationId, id });
      expect(opens(key, context)).toBe(false);
      await until(() => !opens(key, told.context) && !opens(key, polling.context));
    };
    expect(await quickestOfThree(1000, revokeNext)).toBeLessThan(1000);
    told.stop();
    polling.stop();
    await deaf.stop();
  });

  test('is revoked once: again, or by several at once, changes nothing', async () => {
    const applicationId = await newApplication();
    const { id } = await make(applicationId);
    const revoke = () => revokeApiKey(context, { actor, applicationId, id });
    const answers = await Promise.all([revoke(), revoke(), revoke()]);
    expect(new Set(answers.map(({ revokedAt }) => revokedAt)).size).toBe(1);
    expect(await revoke()).toEqual(answers[0]);
  });

  test('belongs to its application: another one cannot revoke it, nor can anybody an admin key', async () => {
    const [owner, other] = [await newApplication(), await newApplication()];
    const { id } = await make(owner);
    const missing = { code: 'not_found' };
    await expect(revokeApiKey(context, { actor, applicationId: other, id })).rejects.toMatchObject(missing);
    const admin = await createAdminKey({ actor: 'operator:test', ...context });
    await expect(revokeApiKey(context, { actor, applicationId: owner, id: admin.id })).rejects.toMatchObject(missing);
    await until(() => opens(admin.key, context));
  });
});
