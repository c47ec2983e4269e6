import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NewWebhookView, WebhookMessageView, WebhookView } from '@otpost/core/webhook/webhook-schemas';
import { openSecrets } from '@otpost/core/webhook/webhook-secrets';
import type { Problem } from '../http/problem.js';
import { newFactorClient } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const url = 'https://shop.example/otpost?key=hidden';

describe.each(stores.starts)('webhooks on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop');
  });
  afterAll(() => whole.close());

  const call = <Body>(method: string, path: string, body?: object, client = shop) =>
    client.call<Body>(method, `/v1/webhooks${path}`, body, { key: client.adminKey });
  const create = async (fields: object = {}): Promise<NewWebhookView> =>
    (await call<NewWebhookView>('POST', '', { url, ...fields })).body;
  const messagesOf = async (id: string, client = shop) =>
    (await call<{ messages: WebhookMessageView[] }>('GET', `/${id}/messages`, undefined, client)).body.messages;

  test('a webhook is made, read, changed and deleted; its secret is shown once, and address and secret are sealed', async () => {
    const { secret, ...made } = await create({ events: ['challenge.approved'], description: 'Sign-ins' });
    expect(made).toMatchObject({ url, events: ['challenge.approved'], enabled: true, version: 1 });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await call<WebhookView>('GET', `/${made.id}`)).body).toEqual(made);
    const { context } = whole.opened;
    expect(JSON.stringify(await context.store.webhooks.list())).not.toMatch(/hidden|whsec_/);
    const changed = await call<WebhookView>('PATCH', `/${made.id}`, { version: 1, events: [], enabled: false });
    expect(changed.body).toMatchObject({ version: 2, events: [], enabled: false, description: 'Sign-ins' });
    const stale = await call<Problem>('PATCH', `/${made.id}`, { version: 1, enabled: true });
    expect(stale.body).toMatchObject({ code: 'conflict', current: { version: 2 } });
    expect((await call('DELETE', `/${made.id}`)).status).toBe(204);
    expect((await call('GET', `/${made.id}`)).status).toBe(404);
  });

  test('a new secret signs at once, and the one before for a day more', async () => {
    const made = await create();
    const rotated = await call<NewWebhookView>('POST', `/${made.id}/secret`);
    expect(rotated.status).toBe(201);
    expect(rotated.body.secret).not.toBe(made.secret);
    const { store, settings, now } = whole.opened.context;
    const stored = await store.webhooks.get(made.id);
    if (!stored) throw new Error('It is there');
    const secretsAt = (time: number) => openSecrets(settings.current().keyring, stored, time).map((one) => one.secret);
    expect(secretsAt(now())).toEqual([rotated.body.secret, made.secret]);
    expect(secretsAt(now() + 25 * 3_600_000)).toEqual([rotated.body.secret]);
  });

  test.each([
    ['url', { url: 'ftp://shop.example' }],
    ['url', { url: 'https://user:word@shop.example' }],
    ['url', { url: 'nowhere' }],
    ['events.0', { events: ['challenge.dreamt'] }],
    ['events', { events: ['test', 'test'] }],
    ['secret', { secret: 'mine' }],
  ])('a bad %s is refused and named', async (field, fields) => {
    const { status, body } = await call<Problem>('POST', '', { url, ...fields });
    expect({ status, field: body.errors?.[0]?.field }).toEqual({ status: 400, field });
  });

  test('a key without users.admin, and another application, reach none', async () => {
    const made = await create();
    const weak = await shop.call<Problem>('GET', '/v1/webhooks');
    expect(weak.body).toMatchObject({ status: 403, code: 'forbidden' });
    const other = await newUserClient(whole, `other ${made.id}`);
    expect((await call('GET', `/${made.id}`, undefined, other)).status).toBe(404);
    expect((await call('DELETE', `/${made.id}`, undefined, other)).status).toBe(404);
    expect((await call<{ webhooks: [] }>('GET', '', undefined, other)).body.webhooks).toEqual([]);
  });

  test('what happens to a user is owed to who listens for it, sealed, once', async () => {
    const client = await newUserClient(whole, 'told');
    const { body: all } = await call<NewWebhookView>('POST', '', { url }, client);
    const { body: some } = await call<NewWebhookView>('POST', '', { url, events: ['user.reset'] }, client);
    await whole.opened.context.settings.refresh();
    const own = await newFactorClient(whole, client).enrolled();
    expect(await messagesOf(all.id, client)).toMatchObject([{ type: 'factor.added', status: 'waiting', attempts: 0 }]);
    expect(await messagesOf(some.id, client)).toEqual([]);
    const rows = await whole.opened.context.store.webhookMessages.list({ webhookId: { equals: all.id } });
    expect(JSON.stringify(rows)).not.toContain(own.id);
  });

  test('a test event is owed at once, and a message is sent again by its id', async () => {
    const made = await create({ events: ['challenge.approved'] });
    const tested = await call<WebhookMessageView>('POST', `/${made.id}/test`);
    expect(tested).toMatchObject({ status: 202, body: { type: 'test', status: 'waiting' } });
    const replayed = await call<WebhookMessageView>('POST', `/${made.id}/messages/${tested.body.id}/replay`);
    expect(replayed.body).toMatchObject({ id: tested.body.id, status: 'waiting', attempts: 0 });
    expect(await messagesOf(made.id)).toHaveLength(1);
    expect((await call('POST', `/${made.id}/messages/wmg_none/replay`)).status).toBe(404);
  });
});
