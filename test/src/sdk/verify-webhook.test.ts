import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { createOtpost, type Otpost, verifyWebhook } from '@otpost/sdk';
import { eventually } from '../servers/eventually.js';
import { newApplication } from '../servers/furnish.js';
import { type House, startHouse } from '../servers/start-house.js';

let house: House;
let receiver: FakeHttp;
let otpost: Otpost;
beforeAll(async () => {
  house = await startHouse({ apis: 1, workers: 1, furnish: async () => undefined });
  receiver = await startFakeHttp({ accepted: () => ({ status: 204, headers: {}, body: '' }) });
  const { id } = await newApplication(house);
  const { body } = await house.admin('POST', `/applications/${id}/keys`, { scopes: ['users.admin'] });
  otpost = createOtpost({ baseUrl: house.apis[0]?.url() ?? '', apiKey: body.key });
}, 60_000);
afterAll(async () => {
  await receiver?.close();
  await house?.end();
}, 60_000);

async function nextMessage() {
  const before = receiver.received.length;
  return await eventually('a message came', () => receiver.received[before]);
}

test('what a worker signs is verified; while the secret is changed the old one and the new one are right', async () => {
  const { id, secret } = await eventually('the key is known', () =>
    otpost.webhooks.create({ url: `${receiver.origin}/hook` }).catch(() => undefined),
  );
  const message = await otpost.webhooks.sendTest(id);
  const { headers, body } = await eventually('a message came', () => receiver.received[0]);
  expect(await verifyWebhook({ secret, headers, body })).toMatchObject({
    verified: true,
    id: message.id,
    event: { type: 'test', data: { webhookId: id } },
  });
  const changed = body.replace(id, 'wh_other');
  expect(await verifyWebhook({ secret, headers, body: changed })).toEqual({
    verified: false,
    reason: 'wrong_signature',
  });
  const later = Date.now() + 301_000;
  expect(await verifyWebhook({ secret, headers, body, now: later })).toEqual({ verified: false, reason: 'too_old' });

  const { secret: newSecret } = await otpost.webhooks.rotateSecret(id);
  const coming = nextMessage();
  await otpost.webhooks.sendTest(id);
  const second = await coming;
  for (const one of [secret, newSecret, [secret, newSecret]]) {
    expect((await verifyWebhook({ secret: one, headers: second.headers, body: second.body })).verified).toBe(true);
  }
}, 60_000);
