import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProviderView } from '@otpost/core/settings/providers/provider-schemas';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import type { Problem } from '../http/problem.js';
import { type AdminClient, newAdminClient } from '../testing/admin-client.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

const login = { username: 'otpost', password: 'CANARY-correct-horse' };

describe('a provider that does not work', () => {
  let whole: WholeApi;
  let smtp: FakeSmtp;
  let admin: AdminClient;
  beforeAll(async () => {
    smtp = await startFakeSmtp({ tls: 'none', login });
    whole = await startWholeApi();
    admin = newAdminClient(whole);
  });
  afterAll(async () => {
    await whole.close();
    await smtp.close();
  });

  const working = () => ({ host: 'localhost', port: smtp.port, ...login, from: 'a@example.com', allowInsecure: true });
  const provider = (config: object) => ({ channel: 'email', kind: 'smtp', name: 'Mail', config });
  const wrong = () => ({ ...working(), password: 'CANARY-wrong-horse' });
  const make = async () => (await admin<ProviderView>('POST', '/providers', provider(working()))).body;
  const stored = async (id: string) => (await whole.opened.context.store.providers.get(id))!;

  test('replaces none that works: the change is refused in words, and nothing changes', async () => {
    const { id } = await make();
    const before = await stored(id);
    const answer = await admin<Problem>('PATCH', `/providers/${id}`, { version: 1, config: wrong() });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(answer.body.errors).toEqual([
      { field: 'config.password', message: expect.stringContaining('Check user name and password') },
    ]);
    expect(JSON.stringify(answer)).not.toContain('CANARY');
    expect(await stored(id)).toEqual(before);
    expect(smtp.received).toHaveLength(0);
  });

  test('is saved when the admin says so, and a name needs no check', async () => {
    const { id } = await make();
    const forced = await admin('PATCH', `/providers/${id}`, { version: 1, config: wrong(), unverified: true });
    expect(forced).toMatchObject({ status: 200, body: { version: 2 } });
    const sameConfig = (await admin<ProviderView>('GET', `/providers/${id}`)).body.config;
    const renamed = { version: 2, name: 'Renamed', config: sameConfig };
    expect(await admin('PATCH', `/providers/${id}`, renamed)).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test('is not made when the check is asked for', async () => {
    const before = await whole.opened.context.store.providers.list();
    const refused = await admin<Problem>('POST', '/providers', { ...provider(wrong()), unverified: false });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'config.password' }] } });
    expect(await whole.opened.context.store.providers.list()).toEqual(before);
    const taken = await admin('POST', '/providers', { ...provider(working()), unverified: false });
    expect(taken).toMatchObject({ status: 201 });
  });

  test('is found out before it is saved; secrets that are left out are those that are stored', async () => {
    const { id } = await make();
    const check = (more: object) =>
      admin<Problem>('POST', '/providers/verify', { channel: 'email', kind: 'smtp', ...more });
    expect(await check({ config: working() })).toMatchObject({ status: 200, body: { verified: true } });
    expect(await check({ config: { port: smtp.port }, id })).toMatchObject({ status: 200, body: { verified: true } });
    expect(await check({ config: { password: 'x' }, id })).toMatchObject({ status: 400 });
    const dead = await check({ config: { ...working(), port: 1 } });
    expect(dead.body.errors).toEqual([{ field: 'config.host', message: expect.stringContaining('localhost:1') }]);
    expect(await check({ config: {}, id: 'prv_none' })).toMatchObject({ status: 404 });
    const hook = { channel: 'sms', kind: 'webhook', config: { url: 'http://127.0.0.1:9/sms' } };
    expect(await admin('POST', '/providers/verify', hook)).toMatchObject({ status: 200, body: { verified: false } });
    const [last] = await whole.opened.context.store.audit.page({ target: { equals: id } }, { limit: 1 });
    expect(last).toMatchObject({ action: 'provider.verify', phase: 'refused' });
  });
});
