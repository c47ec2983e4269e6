import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startWholeApi, type WholeApi } from '@otpost/api/testing/start-whole-api';
import { createOtpost } from '@otpost/sdk';
import { earlierCode, totpApp } from '@otpost/test/users/totp-app';
import { createSite } from './create-site.js';

let whole: WholeApi;
let siteUrl: string;
let closeSite: () => void;
beforeAll(async () => {
  whole = await startWholeApi();
  const { key } = await whole.addApplication('site', { policy: { requirement: 'required' } });
  await whole.opened.context.settings.refresh();
  const server = createSite(createOtpost({ baseUrl: whole.url, apiKey: key })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closeSite = () => server.close();
});
afterAll(async () => {
  closeSite();
  await whole.close();
});

/** One visitor, with the cookie that the site gave. */
function newVisitor() {
  let cookie = '';
  return async (path: string, form?: Record<string, string>): Promise<string> => {
    const answer = await fetch(siteUrl + path, {
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      redirect: 'manual',
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return await answer.text();
  };
}

const ada = { id: 'ada', password: 'correct horse battery staple' };

test('a visitor is taken through set-up once, and asked for a code from then on', async () => {
  const visit = newVisitor();
  expect(await visit('/sign-in', { ...ada, password: 'wrong' })).toContain('The name or the password is wrong');
  const enrolment = await visit('/sign-in', ada);
  const secret = /Or type this in: <code>([A-Z2-7 ]+)</.exec(enrolment)?.[1]?.replaceAll(' ', '') ?? '';
  const code = totpApp(secret);
  const welcome = await visit('/enrol', { code: await earlierCode(code) });
  const [, recoveryCode = ''] = /<li>([0-9A-Z-]{19})</.exec(welcome) ?? [];
  expect(recoveryCode).not.toBe('');

  const second = newVisitor();
  expect(await second('/')).toContain('Password');
  expect(await second('/sign-in', ada)).toContain('Type the code of Authenticator app');
  expect(await second('/')).toContain('Password');
  expect(await second('/challenge', { code: String((Number(code(Date.now())) + 1) % 1e6).padStart(6, '0') })).toContain(
    '4 tries',
  );
  await second('/challenge', { code: code(Date.now()) });
  expect(await second('/')).toContain('Hello, Ada');

  const third = newVisitor();
  await third('/sign-in', ada);
  await third('/challenge', { code: recoveryCode });
  expect(await third('/')).toContain('Hello, Ada');
});
