import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addressPlace } from '@otpost/core/address/address-place';
import { parseEmail } from '@otpost/core/address/parse-email';
import type { Context } from '@otpost/core/context';
import { readAddressLimits } from '@otpost/core/limits/read-address-limits';
import { releaseAddressLimits } from '@otpost/core/limits/release-address-limits';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { newTestChallenge } from '../servers/open-test-live.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import {
  testActor as actor,
  testMasterKeys as masterKeys,
  openTestProcess,
  type TestProcess,
} from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let context: Context;
let applicationId: string;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url);
  context = testProcess.context;
  applicationId = (await createApplication(context, { actor, masterKeys, input: { name: 'Shop' } })).id;
});
afterAll(async () => {
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

const inputFor = (address: string) => ({ applicationId, channel: 'email' as const, address });
const read = (address: string) => readAddressLimits(context, { input: inputFor(address) });
const release = (address: string) =>
  releaseAddressLimits(context, { actor, input: { ...inputFor(address), reason: 'asked by phone' } });

/** A send and `wrong` wrong checks, each challenge of a session of its own. */
async function useUp(address: string, wrong: number): Promise<void> {
  const parsed = parseEmail(address);
  if (!parsed.ok) throw new Error(parsed.reason);
  const place = addressPlace(context.settings.current().keyring, applicationId, parsed.address);
  const session = String(Math.random());
  const challenge = newTestChallenge({ applicationId, place, session, maxChecks: 10 });
  expect((await context.live.challenges.create(challenge)).kind).toBe('created');
  for (let count = 0; count < wrong; count += 1) {
    const digests = [{ keyId: 'k1', digest: 'wrong' }];
    await context.live.challenges.check({
      id: challenge.id,
      applicationId,
      digests,
      request: '',
      failedChecksStop: 100,
    });
  }
}

describe('the limits of an address', () => {
  test('are empty for one that nobody used', async () => {
    expect(await read('new@example.com')).toEqual({
      address: expect.not.stringContaining('new@example.com'),
      sends: {
        tenMinutes: { used: 0, limit: 5 },
        hour: { used: 0, limit: 10 },
        day: { used: 0, limit: 20 },
      },
      sendBlockedUntil: null,
      failedChecks: { used: 0, limit: 100 },
      checkBlockedUntil: null,
      suppressed: null,
      stopped: false,
    });
  });

  test('tell when the next send and the next check are free, for every spelling of the mailbox', async () => {
    for (let sends = 0; sends < 5; sends += 1) await useUp('used@example.com', 2);
    const now = await context.live.now();
    const limits = await read('Used+tag@EXAMPLE.com');
    expect(limits.sends.tenMinutes).toEqual({ used: 5, limit: 5 });
    expect(limits.failedChecks.used).toBe(10);
    const sendWait = Date.parse(limits.sendBlockedUntil ?? '') - now;
    expect(sendWait).toBeGreaterThan(500_000);
    expect(sendWait).toBeLessThanOrEqual(600_000);
    const checkWait = Date.parse(limits.checkBlockedUntil ?? '') - now;
    expect(checkWait).toBeGreaterThan(0);
    expect(checkWait).toBeLessThanOrEqual(30_000);
  });

  test('are forgotten by a release, and the next send goes out', async () => {
    for (let sends = 0; sends < 5; sends += 1) await useUp('released@example.com', 1);
    await release('released@example.com');
    expect(await read('released@example.com')).toMatchObject({
      sends: { day: { used: 0 } },
      sendBlockedUntil: null,
      failedChecks: { used: 0 },
    });
    await useUp('released@example.com', 0);
  });

  test('belong to the application: another one has its own', async () => {
    await useUp('shared@example.com', 1);
    const other = await createApplication(context, { actor, masterKeys, input: { name: 'Other' } });
    const input = { ...inputFor('shared@example.com'), applicationId: other.id };
    expect((await readAddressLimits(context, { input })).sends.day.used).toBe(0);
    await releaseAddressLimits(context, { actor, input: { ...input, reason: 'a test' } });
    expect((await read('shared@example.com')).sends.day.used).toBe(1);
  });

  test('need an address and an application', async () => {
    await expect(read('no address')).rejects.toMatchObject({ details: { errors: [{ field: 'address' }] } });
    const input = { ...inputFor('a@example.com'), applicationId: 'app_none' };
    await expect(readAddressLimits(context, { input })).rejects.toMatchObject({ code: 'not_found' });
  });
});
