import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { newId } from '@otpost/core/ids';
import { rotateApplicationKey } from '@otpost/core/keyring/rotate-application-key';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { getApplication } from '@otpost/core/settings/applications/get-application';
import { listApplications } from '@otpost/core/settings/applications/list-applications';
import { updateApplication } from '@otpost/core/settings/applications/update-application';
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
let testProcess: TestProcess;
let context: Context;
let aheadMilliseconds = 0;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url, { now: () => Date.now() + aheadMilliseconds });
  context = testProcess.context;
});
afterAll(async () => {
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

const make = (name: string) => createApplication(context, { actor, masterKeys, input: { name } });

describe('an application', () => {
  test('has the defaults, a data key of its own, and is live for its maker at once', async () => {
    const made = await make('Shop');
    expect(made).toMatchObject({ name: 'Shop', version: 1, settings: { codeLength: 6, smsCountries: [] } });
    const { applications, keyring } = context.settings.current();
    expect(applications.get(made.id)?.name).toBe('Shop');
    const sealed = keyring.seal(made.id, 'here', 'text');
    expect(keyring.unseal(made.id, 'here', sealed)).toBe('text');
    expect(() => keyring.unseal(null, 'here', sealed)).toThrow();
    expect(await getApplication(context, { id: made.id })).toEqual(made);
    expect(await listApplications(context)).toContainEqual(made);
  });

  test('takes settings at once, the rest by default', async () => {
    const input = { name: 'With settings', settings: { sendsPerAddress: { hour: 3 } } };
    const made = await createApplication(context, { actor, masterKeys, input });
    expect(made.settings.sendsPerAddress).toEqual({ tenMinutes: 5, hour: 3, day: 20 });
  });

  test('has a name that no other has, also after a rename', async () => {
    await make('First');
    const second = await make('Second');
    const taken = { code: 'conflict', message: 'Another application has this name.' };
    await expect(make('First')).rejects.toMatchObject(taken);
    const rename = { actor, id: second.id, input: { version: 1, name: 'First' } };
    await expect(updateApplication(context, rename)).rejects.toMatchObject(taken);
    expect((await getApplication(context, { id: second.id })).name).toBe('Second');
  });

  test('is made once by a request that is repeated under its id', async () => {
    const id = newId('app', context.randomBytes);
    const request = { actor, masterKeys, input: { name: 'Repeated' }, id };
    const first = await createApplication(context, request);
    expect(await createApplication(context, request)).toEqual(first);
    const keys = await context.store.keys.list({ applicationId: { equals: id } });
    expect(keys).toHaveLength(1);
  });

  test('keeps the settings that a change does not name', async () => {
    const { id } = await make('Patched');
    await updateApplication(context, { actor, id, input: { version: 1, settings: { smsCountries: ['DE'] } } });
    const settings = { totp: { digits: 8 as const } };
    const changed = await updateApplication(context, { actor, id, input: { version: 2, settings } });
    expect(changed).toMatchObject({ version: 3, settings: { smsCountries: ['DE'], totp: { digits: 8, period: 30 } } });
  });

  test('is changed by exactly one of 20 parallel changes of one version; the others get what is stored', async () => {
    const { id } = await make('Raced');
    for (const version of [1, 2, 3]) {
      const changes = Array.from({ length: 20 }, (_, index) => {
        const input = { version, settings: { createsPerSecond: version * 100 + index } };
        return updateApplication(context, { actor, id, input });
      });
      const results = await Promise.allSettled(changes);
      const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toMatchObject({ code: 'conflict', details: { current: won[0] } });
      expect(await getApplication(context, { id })).toEqual(won[0]);
    }
  });

  test('that does not exist is not found', async () => {
    const missing = { code: 'not_found' };
    await expect(getApplication(context, { id: 'app_none' })).rejects.toMatchObject(missing);
    const update = { actor, id: 'app_none', input: { version: 1 } };
    await expect(updateApplication(context, update)).rejects.toMatchObject(missing);
  });

  test('with a new data key seals by it once every process knows it, and still opens what the old one sealed', async () => {
    const { id } = await make('Rotated');
    const before = context.settings.current().keyring.seal(id, 'here', 'old');
    const { keyId } = await rotateApplicationKey(context, { actor, masterKeys, applicationId: id });
    const { keyring } = context.settings.current();
    expect(keyring.applicationKeys(id).map((key) => key.id)).toEqual([keyId, `${id}-1`]);
    expect(keyring.unseal(id, 'here', before)).toBe('old');
    expect(keyring.seal(id, 'here', 'new')).not.toContain(keyId);
    aheadMilliseconds = 2000;
    expect(keyring.seal(id, 'here', 'new')).toContain(keyId);
  });
});
