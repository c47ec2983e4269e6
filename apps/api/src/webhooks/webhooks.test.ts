import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  NewWebhookView,
  WebhookMessagePage,
  WebhookMessageView,
  WebhookView,
} from '@otpost/core/webhook/webhook-schemas';
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
    ['url', { url: 'https://:word@shop.example' }],
    ['url', { url: 'nowhere' }],
    ['url', { url: 'https://shop.example:0/' }],
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

  test('a page of messages leads to the next', async () => {
    const made = await create();
    for (let count = 0; count < 5; count += 1) await call('POST', `/${made.id}/test`);
    const seen: string[] = [];
    let more = '';
    do {
      const { body } = await call<WebhookMessagePage>('GET', `/${made.id}/messages?limit=2${more}`);
      expect(body.messages.length).toBeLessThanOrEqual(2);
      seen.push(...body.messages.map(({ id }) => id));
      more = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (more !== '');
    expect(new Set(seen).size).toBe(5);
    const bad = await call<Problem>('GET', `/${made.id}/messages?cursor=none`);
    expect({ status: bad.status, field: bad.body.errors?.[0]?.field }).toEqual({ status: 400, field: 'cursor' });
  });

  test('all that failed since a time is owed again, and nothing else', async () => {
    const made = await create();
    const ids = await Promise.all(
      Array.from({ length: 4 }, async () => (await call<WebhookMessageView>('POST', `/${made.id}/test`)).body.id),
    );
    const { webhookMessages } = whole.opened.context.store;
    const since = Date.parse('2026-01-01T00:00:00Z');
    const ends = [
      { status: 'failed', createdAt: since - 1 },
      { status: 'failed', createdAt: since },
      { status: 'failed', createdAt: since + 1 },
      { status: 'delivered', createdAt: since + 2 },
    ] as const;
    for (const [index, id] of ids.entries()) {
      const stored = await webhookMessages.get(id);
      const end = ends[index];
      if (!stored || !end) throw new Error('It is there');
      await webhookMessages.replace({ ...stored, ...end, version: 2, attempts: 13, nextAt: null }, 1);
    }
    const replayed = await call('POST', `/${made.id}/replay`, { since: '2026-01-01T00:00:00Z' });
    expect(replayed).toMatchObject({ status: 202, body: { replayed: 2 } });
    const statuses = new Map((await messagesOf(made.id)).map(({ id, status }) => [id, status]));
    expect(ids.map((id) => statuses.get(id))).toEqual(['failed', 'waiting', 'waiting', 'delivered']);
    const bad = await call<Problem>('POST', `/${made.id}/replay`, { since: 'yesterday' });
    expect({ status: bad.status, field: bad.body.errors?.[0]?.field }).toEqual({ status: 400, field: 'since' });
  });

  test('an admin sets up the same below the application, and finds none of another', async () => {
    const other = await newUserClient(whole, 'set up by an admin');
    const admin = <Body>(method: string, path: string, body?: object, application = other.applicationId) =>
      shop.call<Body>(method, `/admin/v1/applications/${application}/webhooks${path}`, body, { key: whole.adminKey });
    const made = await admin<NewWebhookView>('POST', '', { url });
    expect(made).toMatchObject({ status: 201, body: { url, secret: expect.stringMatching(/^whsec_/) } });
    const { id } = made.body;
    expect((await call<WebhookView>('GET', `/${id}`, undefined, other)).body.url).toBe(url);
    const tested = await admin<WebhookMessageView>('POST', `/${id}/test`);
    expect((await admin<WebhookMessagePage>('GET', `/${id}/messages`)).body.messages).toEqual([tested.body]);
    expect((await admin('GET', `/${id}`, undefined, shop.applicationId)).status).toBe(404);
    expect((await admin<Problem>('GET', '', undefined, 'app_none')).body).toMatchObject({ code: 'not_found' });
    expect((await admin('PATCH', `/${id}`, { version: 1, enabled: false })).body).toMatchObject({ enabled: false });
    expect((await admin('DELETE', `/${id}`)).status).toBe(204);
    expect((await call('GET', `/${id}`, undefined, other)).status).toBe(404);
  });

  test('of an erased user no message is kept', async () => {
    const client = await newUserClient(whole, 'with an erased user');
    const { body: made } = await call<NewWebhookView>('POST', '', { url }, client);
    await whole.opened.context.settings.refresh();
    const own = await newFactorClient(whole, client).enrolled();
    expect(await messagesOf(made.id, client)).toHaveLength(1);
    expect((await client.call('DELETE', `/v1/users/${own.id}`)).status).toBe(204);
    expect(await messagesOf(made.id, client)).toEqual([]);
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
