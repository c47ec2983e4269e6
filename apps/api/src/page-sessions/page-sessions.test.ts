import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PageResult, PageSessionView } from '@otpost/core/page-session/page-session-schemas';
import type { VisitChallenge } from '@otpost/core/page-session/visit-challenge';
import { type VisitState, visitStateSchema } from '@otpost/core/page-session/visit-state';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

let whole: WholeApi;
let own: { applicationId: string; key: string };
let stranger: { applicationId: string; key: string };

async function addApplication(name: string): Promise<{ applicationId: string; key: string }> {
  const { applicationId } = await whole.addApplication(name, {
    returnUrls: ['https://shop.example/account'],
    brand: { name: 'Shop', colour: '#1a2b3c' },
    createsPerSecond: 100_000,
  });
  const input = { scopes: ['challenges' as const, 'users' as const] };
  const { key } = await createApiKey(whole.opened.context, { actor: 'operator:test', applicationId, input });
  return { applicationId, key };
}

beforeAll(async () => {
  whole = await startWholeApi();
  own = await addApplication('own');
  stranger = await addApplication('other');
  const { context } = whole.opened;
  await context.settings.refresh();
  const put = (user: string, body: object) => send('PUT', `/v1/users/${user}`, asApplication(), body);
  await put('ada', { email: 'ada@example.com', emailVerified: true, name: 'Ada', type: 'person' });
  await put('robot', { type: 'service' });
});
afterAll(() => whole.close());

interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function send<Body>(method: string, path: string, headers: object, body?: unknown): Promise<Reply<Body>> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const init = {
    method,
    headers: { ...headers, ...type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const answer = await fetch(whole.url + path, init);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
}

const asApplication = (key = own.key) => ({ authorization: `Bearer ${key}` });
const asPage = { 'otpost-page': '1', 'sec-fetch-site': 'same-origin', origin: 'https://otpost.example.com' };
const wanted = { user: 'ada', flow: 'challenge', returnUrl: 'https://shop.example/account/done' };

const create = <Body = PageSessionView>(changes: object = {}, headers: object = {}, key = own.key) =>
  send<Body>('POST', '/v1/page-sessions', { ...asApplication(key), ...headers }, { ...wanted, ...changes });
const linkOf = (url: string): string => new URL(url).hash.slice(1);
const open = <Body = VisitState>(link: string, headers: object = asPage) =>
  send<Body>('POST', '/pages/v1/session', headers, { link });
const resultOf = <Body = PageResult>(id: string, key = own.key) =>
  send<Body>('GET', `/v1/page-sessions/${id}/result`, asApplication(key));

async function visit(changes: object = {}): Promise<{ id: string; headers: Record<string, string> }> {
  const { body } = await create(changes);
  const { headers } = await open(linkOf(body.url));
  return { id: body.id, headers: { ...asPage, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' } };
}

describe('a page session', () => {
  test('holds its secret in the fragment, which no server sees', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body.url).toMatch(/^https:\/\/otpost\.example\.com\/pages\/#pgs_\w{26}\.[\w-]{43}$/);
    const life = Date.parse(body.expiresAt) - Date.now();
    expect(life).toBeGreaterThan(14.5 * 60_000);
    expect(life).toBeLessThan(15.5 * 60_000);
  });

  test('opens once, by POST, for a cookie that no script reads; of 30 at once one', async () => {
    const { body } = await create();
    const link = linkOf(body.url);
    const replies = await Promise.all(Array.from({ length: 30 }, () => open<VisitState & Problem>(link)));
    const opened = replies.filter(({ status }) => status === 200);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.headers.get('set-cookie')).toMatch(
      /^__Host-otpost-page=pgs_[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(replies.find(({ status }) => status !== 200)?.body).toMatchObject({ code: 'not_found' });
  });

  test('is not touched by a GET of its address', async () => {
    const { body } = await create();
    await fetch(`${whole.url}/pages/`);
    await fetch(`${whole.url}/pages/v1/session`);
    expect((await resultOf(body.id)).body.status).toBe('waiting');
    expect((await open(linkOf(body.url))).status).toBe(200);
  });

  test('shows its user masked, and nothing secret', async () => {
    const { headers } = await visit();
    const { body } = await send<VisitState>('GET', '/pages/v1/session', headers);
    expect(visitStateSchema.parse(body)).toMatchObject({
      flow: 'challenge',
      application: { name: 'Shop', colour: '#1a2b3c' },
      user: { email: 'a***@e***.com' },
      factors: [{ type: 'email', address: 'a***@e***.com' }],
      extensionsLeft: 2,
    });
    expect(JSON.stringify(body)).not.toContain('ada@example.com');
  });

  test('is given more time twice, and not again', async () => {
    const { headers } = await visit();
    const extend = () => send<VisitState>('POST', '/pages/v1/session/extend', headers);
    expect((await extend()).body.extensionsLeft).toBe(1);
    expect((await extend()).body.extensionsLeft).toBe(0);
    expect((await extend()).status).toBe(403);
  });

  test('is repeated by its Idempotency-Key with the same link', async () => {
    const key = { 'idempotency-key': 'pages-1' };
    const [first, second] = [await create({}, key), await create({}, key)];
    expect(second.body).toEqual(first.body);
  });

  test.each([
    ['returnUrl', { returnUrl: 'https://evil.example/account' }],
    ['returnUrl', { returnUrl: 'https://shop.example/accounts' }],
    ['flow', { flow: 'delete' }],
    ['user', { user: '' }],
  ])('with a bad %s is refused and says so', async (field, changes) => {
    const { status, body } = await create<Problem>(changes);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.field).toBe(field);
  });

  test('is refused for a service account, an unknown user and the user of another application', async () => {
    expect((await create<Problem>({ user: 'robot' })).body.code).toBe('policy_forbids');
    expect((await create<Problem>({ user: 'nobody' })).body.code).toBe('not_found');
    expect((await create<Problem>({}, {}, stranger.key)).body.code).toBe('not_found');
  });

  test('tells its result to the application that made it only', async () => {
    const { body } = await create();
    expect((await resultOf(body.id)).body).toMatchObject({ status: 'waiting', approved: false, acts: [] });
    expect((await resultOf(body.id, stranger.key)).status).toBe(404);
    expect((await resultOf('pgs_none')).status).toBe(404);
  });
});

describe('the API of the pages', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a subdomain', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that is null', { origin: 'null' }],
    ['a form, which sends no header of ours', { 'otpost-page': '' }],
  ])('refuses %s, and the link stays good', async (_who, changes) => {
    const { body } = await create();
    expect((await open(linkOf(body.url), { ...asPage, ...changes })).status).toBe(403);
    expect((await open(linkOf(body.url))).status).toBe(200);
  });

  test('refuses a POST that tells neither origin nor site', async () => {
    const { body } = await create();
    expect((await open(linkOf(body.url), { 'otpost-page': '1' })).status).toBe(403);
  });

  test('does not know a cookie that was changed, or none', async () => {
    const { headers } = await visit();
    const forged = headers['cookie']?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await send('GET', '/pages/v1/session', { ...headers, cookie: forged })).status).toBe(404);
    expect((await send('GET', '/pages/v1/session', asPage)).status).toBe(404);
  });

  test('a code by mail approves the visit, and the application is told', async () => {
    const { id, headers } = await visit();
    const { body: state } = await send<VisitState>('GET', '/pages/v1/session', headers);
    const factor = state.factors[0]?.id;
    const begun = await send<VisitChallenge>('POST', '/pages/v1/challenge', headers, { factor });
    expect(begun.body).toMatchObject({ status: 'pending', to: 'a***@e***.com' });
    const { body: again } = await send<VisitState>('GET', '/pages/v1/session', headers);
    expect(again.challenge?.id).toBe(begun.body.id);

    const code = await whole.codeOf(begun.body.id);
    const wrong = code === '000000' ? '000001' : '000000';
    const check = (typed: string) => send('POST', '/pages/v1/challenge/check', headers, { code: typed });
    expect((await check(wrong)).body).toMatchObject({ valid: false, checksLeft: 4 });
    expect((await resultOf(id)).body).toMatchObject({ status: 'open', approved: false });
    expect((await check(code)).body).toMatchObject({ valid: true });
    const ended = await send<{ returnUrl: string }>('POST', '/pages/v1/session/end', headers);
    expect(ended.body.returnUrl).toBe(`https://shop.example/account/done?page_session=${id}`);
    expect((await resultOf(id)).body).toMatchObject({
      status: 'completed',
      approved: true,
      challengeId: begun.body.id,
      acts: [{ act: 'approved' }],
    });
    expect((await send('GET', '/pages/v1/session', headers)).status).toBe(404);
  });

  test('going back without an answer is told as canceled', async () => {
    const { id, headers } = await visit();
    await send('POST', '/pages/v1/session/end', headers);
    expect((await resultOf(id)).body).toMatchObject({ status: 'canceled', approved: false });
  });

  test('a factor of nobody is refused and named', async () => {
    const { headers } = await visit();
    const { status, body } = await send<Problem>('POST', '/pages/v1/challenge', headers, { factor: 'fct_none' });
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'factor']);
  });
});

describe('the files of the pages', () => {
  test('carry the headers of SECURITY J6, and unknown paths show the page', async () => {
    const answer = await fetch(`${whole.url}/pages/anything/at/all`);
    expect(answer.status).toBe(200);
    const header = (name: string) => answer.headers.get(name);
    expect(header('content-security-policy')?.replaceAll(';', '; ')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    );
    expect(header('strict-transport-security')).toMatch(/max-age=31536000; includeSubDomains/);
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('referrer-policy')).toBe('no-referrer');
    expect(header('cross-origin-opener-policy')).toBe('same-origin');
    expect(header('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toMatch(/<style|<script>|style=/);
  });

  test('assets are kept for good, and a missing one is not the page', async () => {
    const page = await (await fetch(`${whole.url}/pages/`)).text();
    const asset = /\/pages\/assets\/[\w.-]+\.js/.exec(page)?.[0] ?? '';
    const answer = await fetch(whole.url + asset);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${whole.url}/pages/assets/none.js`)).status).toBe(404);
    expect((await fetch(`${whole.url}/pages/assets/..%2findex.html`)).status).toBe(404);
    expect((await fetch(`${whole.url}/pages/v1/none`)).status).toBe(404);
  });
});
