import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { Webhook } from 'standardwebhooks';
import { createPostWebhook } from './post-webhook.js';

const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [secret, older] = [secretOf(1), secretOf(2)];
const body = '{"type":"test","timestamp":"2026-11-25T10:00:00.000Z","data":{"name":"Zoë"}}';
const post = createPostWebhook({ allowPrivateAddresses: true });
let fake: FakeHttp;

beforeEach(async () => {
  fake = await startFakeHttp({ accepted: () => ({ status: 200, headers: {}, body: 'thanks' }) });
});
afterEach(() => fake.close());

const send = (changes: Partial<Parameters<typeof post>[0]> = {}) =>
  post({ url: `${fake.origin}/hook?key=1`, messageId: 'wmg_1', body, secrets: [secret], at: Date.now(), ...changes });

describe('a post to a webhook', () => {
  test('is signed by every secret that holds, in whole seconds; a changed one does not verify', async () => {
    expect(await send({ secrets: [secret, older] })).toBe(200);
    const [received] = fake.received;
    const headers = received?.headers as Record<string, string>;
    expect(received).toMatchObject({ method: 'POST', path: '/hook?key=1', body });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'wmg_1' });
    expect(headers['webhook-timestamp']).toMatch(/^\d{10}$/);
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    for (const one of [secret, older]) expect(new Webhook(one).verify(body, headers)).toMatchObject({ type: 'test' });
    expect(() => new Webhook(secretOf(3)).verify(body, headers)).toThrow('No matching signature');
    for (const changed of [
      { 'webhook-id': 'wmg_2' },
      { 'webhook-timestamp': `${Math.floor(Date.now() / 1000) + 9}` },
    ]) {
      expect(() => new Webhook(secret).verify(body, { ...headers, ...changed })).toThrow('No matching signature');
    }
    expect(() => new Webhook(secret).verify(body.replace('test', 'tset'), headers)).toThrow('No matching signature');
  });

  test('does not follow a redirect', async () => {
    fake.behaveNext({ kind: 'answer', status: 307, headers: { location: `${fake.origin}/elsewhere` } });
    expect(await send()).toBe(307);
    expect(fake.received.map(({ path }) => path)).toEqual(['/hook?key=1']);
  });

  test.each([
    ['a refusal', { kind: 'answer', status: 500 }, 500],
    ['that it is gone', { kind: 'answer', status: 410 }, 410],
    ['a connection that breaks before it is read', { kind: 'reset_before_body' }, 'ECONNRESET'],
    ['a connection that breaks after it was read', { kind: 'reset_after_body' }, 'ECONNRESET'],
    ['an answer that never ends', { kind: 'flood' }, 200],
    ['an answer that breaks off', { kind: 'cut_answer' }, 200],
    ['an answer of ten megabytes', { kind: 'answer', status: 200, body: 'x'.repeat(10_000_000) }, 200],
  ] as const)('tells %s', async (_name, behaviour, told) => {
    fake.behaveNext(behaviour);
    expect(await send()).toBe(told);
  });

  test('gives up on what hangs', async () => {
    fake.behaveNext({ kind: 'hang' });
    expect(await send()).toBe('timeout');
  });

  test.each([
    ['https://127.0.0.1/hook', 'inside the network'],
    ['https://localhost/hook', 'inside the network'],
    ['https://[::ffff:127.0.0.1]/hook', 'cannot be called'],
    ['https://2130706433/hook', 'inside the network'],
    ['https://169.254.169.254/latest', 'cannot be called'],
    ['https://shop.example:22/hook', 'ports'],
    ['http://shop.example/hook', 'https'],
  ])('calls %s for no application', async (url, why) => {
    const careful = createPostWebhook({ allowPrivateAddresses: false });
    expect(await careful({ url, messageId: 'wmg_1', body, secrets: [secret], at: Date.now() })).toMatch(why);
  });

  test('holds one lookup of the system at most, however many names never answer', async () => {
    const asked: string[] = [];
    const resolve = (hostname: string): Promise<string[]> => {
      asked.push(hostname);
      return new Promise(() => undefined);
    };
    const hanging = createPostWebhook({ allowPrivateAddresses: true, resolve });
    const told = Array.from({ length: 40 }, (_, place) =>
      hanging({
        url: `https://shop-${place % 2}.example/`,
        messageId: 'wmg_1',
        body,
        secrets: [secret],
        at: Date.now(),
      }),
    );
    // An address needs no lookup, so it waits for none.
    const url = `http://127.0.0.1:${fake.port}/hook`;
    expect(await hanging({ url, messageId: 'wmg_2', body, secrets: [secret], at: Date.now() })).toBe(200);
    expect(new Set(await Promise.all(told))).toEqual(new Set(['ETIMEDOUT']));
    expect(asked).toEqual(['shop-0.example']);
  });

  test('reaches nobody where nobody listens', async () => {
    await fake.close();
    expect(await send()).toBe('ECONNREFUSED');
    expect(await send({ url: 'http://nobody.invalid/hook' })).toMatch(/^E/);
  });
});
