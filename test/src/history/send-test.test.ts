import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { renderDelivery } from '@otpost/core/delivery/render-delivery';
import { sendTest } from '@otpost/core/delivery/send-test';
import { getDelivery } from '@otpost/core/history/get-delivery';
import { listAllDeliveriesSchema } from '@otpost/core/history/history-schemas';
import { listDeliveries } from '@otpost/core/history/list-deliveries';
import { createRecorder } from '@otpost/core/history/recorder';
import { parseDeliveryId } from '@otpost/core/ids';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { createProviderSchema } from '@otpost/core/settings/providers/provider-schemas';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import {
  testActor as actor,
  testKinds as kinds,
  openTestProcess,
  type TestProcess,
} from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let context: Context;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url);
  context = testProcess.context;
});
afterAll(async () => {
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

async function newProvider(): Promise<string> {
  const config = { host: 'mail.example', port: 587, from: 'no-reply@example.com' };
  const source = { channel: 'email', kind: 'smtp', name: 'Mail', config, enabled: false };
  return (await createProvider(context, { actor, kinds, input: createProviderSchema.parse(source) })).id;
}
const to = 'admin.canary@example.com';
const send = (providerId: string, address = to) => sendTest(context, { actor, providerId, input: { to: address } });
const find = (query: Record<string, unknown>) =>
  listDeliveries(context, { applicationId: null, input: listAllDeliveriesSchema.parse(query) });

describe('a test of a provider', () => {
  test('is owed by a disabled one too: rung, opened by its worker, and rendered for the address', async () => {
    const providerId = await newProvider();
    const { deliveryId } = await send(providerId);
    const { ownerId } = parseDeliveryId(deliveryId)!;
    expect(testProcess.rings.at(-1)).toEqual({ id: ownerId, kind: 'test', channel: 'email', send: 1, ring: 0 });
    expect(await getDelivery(context, { applicationId: null, id: deliveryId })).toMatchObject({
      kind: 'test',
      status: 'queued',
      challengeId: null,
      applicationId: null,
    });
    const opened = await context.live.challenges.openAttempt(ownerId, 1, 10_000);
    if (opened.kind !== 'opened') throw new Error(opened.reason);
    expect(opened.challenge.providerId).toBe(providerId);
    expect(renderDelivery(context, opened)).toMatchObject({ id: deliveryId, kind: 'test', to });
    expect(await getDelivery(context, { applicationId: null, id: deliveryId })).toMatchObject({ status: 'sending' });
  });

  test('is found by its address in history once recorded, and by no application', async () => {
    const providerId = await newProvider();
    const address = 'history@example.com';
    const { deliveryId } = await send(providerId, address);
    await createRecorder({ live: context.live, store: context.store, name: 'test', onEnded: () => undefined }).record();
    const { deliveries } = await find({ to: address, kind: 'test' });
    expect(deliveries.map(({ id }) => id)).toEqual([deliveryId]);
    const asApplication = getDelivery(context, { applicationId: 'app_1', id: deliveryId });
    await expect(asApplication).rejects.toMatchObject({ code: 'not_found' });
  });

  test('leaves no readable address in the store', async () => {
    await send(await newProvider());
    await createRecorder({ live: context.live, store: context.store, name: 'test', onEnded: () => undefined }).record();
    expect(await testStore.bytes()).not.toContain('admin.canary');
  });

  test('is refused beyond 10 a minute for one provider, and the others go on', async () => {
    const providerId = await newProvider();
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => send(providerId)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await expect(send(providerId)).rejects.toMatchObject({
      code: 'rate_limited',
      details: { limit: 'provider_tests' },
    });
    await send(await newProvider());
  });

  test('needs a provider and an address of its channel', async () => {
    await expect(send('prv_none')).rejects.toMatchObject({ code: 'not_found' });
    const wrong = send(await newProvider(), '+4915112345678');
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request', details: { errors: [{ field: 'to' }] } });
  });
});
