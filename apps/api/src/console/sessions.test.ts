import { beforeAll, describe, expect, test } from '@jest/globals';
import { hashPassword } from '@otpost/core/admin/account/password';
import { makeSetUpLink } from '@otpost/core/admin/link/admin-link';
import { earlierCode, totpApp } from '@otpost/test/users/totp-app';
import type { MadeAdmin } from '../testing/make-admin.js';
import { makeAdmin } from '../testing/make-admin.js';
import { useConsole } from '../testing/use-console.js';

const house = useConsole();
const password = 'correct horse battery staple';

/** All that the tests look at in answers, which the wire may leave out. */
interface ReplyBody {
  readonly id: string;
  readonly secret: string;
  readonly requestId: string;
  readonly recoveryCodes: readonly string[];
  readonly session: { readonly stage: string; readonly factors: readonly unknown[] };
}

interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: ReplyBody;
  readonly cookie: string | undefined;
}

const ownHeaders = () => ({ 'otpost-console': '1', origin: house.origin() });

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = ownHeaders(),
): Promise<Reply> {
  const typed = body === undefined ? {} : { 'content-type': 'application/json' };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${house.origin()}${path}`, { method, headers: { ...typed, ...headers }, ...content });
  const text = await answer.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  return { status: answer.status, code: parsed?.code, body: parsed, cookie };
}

const withCookie = (cookie: string | undefined) => ({ ...ownHeaders(), cookie: cookie ?? '' });
const cookieOf = ({ session }: MadeAdmin): string => `otpost-console-${new URL(house.origin()).port}=${session}`;

let passwordHash = '';
const context = () => house.whole().opened.context;
const newAdmin = (): Promise<MadeAdmin> => makeAdmin(context(), { role: 'owner', passwordHash });

beforeAll(async () => {
  passwordHash = await hashPassword(password, context().randomBytes);
});

async function signIn(email: string, given = password): Promise<Reply> {
  return await send('POST', '/console/v1/session', { email, password: given });
}

describe('signing in to the console', () => {
  test('password, then second factor: nothing is open in between', async () => {
    const made = await newAdmin();
    const half = await signIn(made.email);
    expect(half.body.session).toMatchObject({ stage: 'second_factor', admin: null });
    const early = await send('GET', '/admin/v1/applications', undefined, withCookie(half.cookie));
    expect(early).toMatchObject({ status: 401, code: 'unauthenticated' });
    const wrong = await send('POST', '/console/v1/session/second-factor', { code: '000000' }, withCookie(half.cookie));
    expect(wrong.body).toEqual({ valid: false, reason: 'wrong_code' });
    const code = made.code(Date.now());
    const whole = await send('POST', '/console/v1/session/second-factor', { code }, withCookie(half.cookie));
    expect(whole.body).toMatchObject({ valid: true, session: { stage: 'signed_in', admin: { email: made.email } } });
    expect(whole.cookie).not.toBe(half.cookie);
    expect((await send('GET', '/admin/v1/applications', undefined, withCookie(whole.cookie))).status).toBe(200);
    // The id of the half one was replaced (SECURITY J4).
    const old = await send('GET', '/console/v1/session', undefined, withCookie(half.cookie));
    expect(old.body.session.stage).toBe('signed_out');
  });

  test('an unknown address and a wrong password get the same answer', async () => {
    const made = await newAdmin();
    const answers = [await signIn('nobody@example.com'), await signIn(made.email, 'wrong')];
    const [one, other] = answers.map(({ status, body: { requestId: _own, ...body } }) => ({ status, body }));
    expect(one).toEqual(other);
    expect(one).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  test('the sixth try of an account from one network waits, also with the right password', async () => {
    const made = await newAdmin();
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(made.email, 'wrong')).status).toBe(401);
    expect(await signIn(made.email)).toMatchObject({ status: 429, code: 'rate_limited' });
  });

  test('a recovery code opens nothing but the set-up of a new factor, and ends the old ones', async () => {
    const first = await followSetUp();
    const { recoveryCodes } = first;
    const half = await signIn(first.email);
    const byCode = await send(
      'POST',
      '/console/v1/session/second-factor',
      { code: recoveryCodes[0] },
      withCookie(half.cookie),
    );
    expect(byCode.body.session.stage).toBe('must_enrol');
    expect((await send('GET', '/admin/v1/applications', undefined, withCookie(byCode.cookie))).status).toBe(401);
    const begun = await send(
      'POST',
      '/console/v1/factors',
      { type: 'totp', name: 'New phone' },
      withCookie(byCode.cookie),
    );
    const code = totpApp(begun.body.secret)(Date.now());
    const path = `/console/v1/factors/${begun.body.id}/confirm`;
    const confirmed = await send('POST', path, { code }, withCookie(byCode.cookie));
    expect(confirmed.body).toMatchObject({ valid: true, session: { stage: 'signed_in', recoveryCodesLeft: 10 } });
    expect(confirmed.body.session.factors).toHaveLength(1);
    expect(confirmed.body.recoveryCodes).not.toEqual(recoveryCodes);
  });
});

/** The first admin, as the link of a set-up makes it. */
async function followSetUp() {
  const link = await makeSetUpLink(context());
  const email = `first-${Date.now()}@example.com`;
  const [, token = ''] = link.split('#');
  const followed = await send('POST', '/console/v1/links/follow', { token, email, name: 'Ada', password });
  const begun = await send('POST', '/console/v1/factors', { type: 'totp' }, withCookie(followed.cookie));
  const code = await earlierCode(totpApp(begun.body.secret));
  const path = `/console/v1/factors/${begun.body.id}/confirm`;
  const { body } = await send('POST', path, { code }, withCookie(followed.cookie));
  return { email, token, recoveryCodes: body.recoveryCodes };
}

describe('the link that makes the first admin', () => {
  test('works once, and of two at the same time one wins', async () => {
    const [, token = ''] = (await makeSetUpLink(context())).split('#');
    const follow = (name: string) =>
      send('POST', '/console/v1/links/follow', { token, email: `${name}-${Date.now()}@example.com`, name, password });
    const both = await Promise.all([follow('one'), follow('two')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect((await follow('three')).status).toBe(404);
  });

  test('a newer one ends the one before', async () => {
    const [, token = ''] = (await makeSetUpLink(context())).split('#');
    await makeSetUpLink(context());
    expect((await send('POST', '/console/v1/links/look', { token })).status).toBe(404);
  });

  test.each([
    ['zq7-Kp', 'password: must have 8 characters or more'],
    ['password1', 'password: is one of the most common passwords: choose another one'],
  ])('the password %s is refused', async (chosen, detail) => {
    const [, token = ''] = (await makeSetUpLink(context())).split('#');
    const body = { token, email: 'a@example.com', name: 'Ada', password: chosen };
    expect((await send('POST', '/console/v1/links/follow', body)).body).toMatchObject({
      code: 'invalid_request',
      detail,
    });
  });
});

describe('a session', () => {
  test('is refused to other sites, whatever they send', async () => {
    const made = await newAdmin();
    const cookie = cookieOf(made);
    const foreign: readonly Readonly<Record<string, string>>[] = [
      { cookie },
      { cookie, 'otpost-console': '1', origin: 'https://evil.example' },
      { cookie, 'otpost-console': '1', 'sec-fetch-site': 'cross-site' },
      { cookie, 'otpost-console': '1', 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await send('POST', '/admin/v1/applications', { name: 'Evil' }, headers);
      expect({ headers, code: answer.code }).toEqual({ headers, code: 'forbidden' });
    }
  });

  test('asks for the second factor again before a dangerous act, and goes on with it', async () => {
    const made = await newAdmin();
    const { adminSessions } = context().store;
    const [id = ''] = made.session.split('.');
    const session = await adminSessions.get(id);
    if (!session) throw new Error('There is no session');
    const stale = { ...session, secondFactorAt: Date.now() - 301_000, version: session.version + 1 };
    await adminSessions.replace(stale, session.version);
    const cookie = cookieOf(made);
    const ask = (own: string) => send('POST', '/admin/v1/keys', {}, { ...ownHeaders(), cookie: own });
    expect(await ask(cookie)).toMatchObject({ status: 403, code: 'step_up_required' });
    const code = made.code(Date.now());
    const fresh = await send('POST', '/console/v1/session/second-factor', { code }, withCookie(cookie));
    expect((await ask(fresh.cookie ?? '')).status).toBe(201);
  });

  test('ends by signing out, and by being disabled', async () => {
    const made = await newAdmin();
    const cookie = cookieOf(made);
    expect((await send('DELETE', '/console/v1/session', undefined, withCookie(cookie))).status).toBe(204);
    expect((await send('GET', '/admin/v1/applications', undefined, withCookie(cookie))).status).toBe(401);
    const other = await newAdmin();
    const owner = await newAdmin();
    const path = `/admin/v1/admins/${other.admin.id}`;
    const { version } = (await context().store.admins.get(other.admin.id)) ?? { version: 0 };
    const disabled = await send('PATCH', path, { version, disabled: true }, withCookie(cookieOf(owner)));
    expect(disabled.body).toMatchObject({ status: 'disabled' });
    expect((await send('GET', '/admin/v1/applications', undefined, withCookie(cookieOf(other)))).status).toBe(401);
  });
});
