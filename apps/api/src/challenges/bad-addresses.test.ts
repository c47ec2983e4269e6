import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unsealContent } from '@otpost/core/challenge/sealed-content';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

let whole: WholeApi;
beforeAll(async () => {
  whole = await startWholeApi();
});
afterAll(() => whole.close());

async function create(channel: string, to: unknown) {
  const headers = { authorization: `Bearer ${whole.key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ channel, to });
  const answer = await fetch(`${whole.url}/v1/challenges`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(1000),
  });
  return { status: answer.status, body: (await answer.json()) as Problem & { id: string } };
}

async function addressOf(id: string): Promise<string | undefined> {
  const challenge = await whole.opened.context.live.challenges.read(id);
  if (!challenge) return undefined;
  const { keyring } = whole.opened.context.settings.current();
  return unsealContent(keyring, challenge.applicationId, id, challenge.sealed).to;
}

/** Refused: 400 that names the field. A code: refused by that code. */
type Expected = 'refused' | { readonly code: string } | { readonly sentTo: string };
const refused = 'refused';
const wrongType = { code: 'number_type_refused' };

const phones: [to: unknown, expected: Expected][] = [
  ...['', ' ', '+', '+1', '+0123456789', '00441234', '+1415555012', '+1234567890123456'].map(
    (to): [unknown, Expected] => [to, refused],
  ),
  ...[
    '+14155552671;ext=5',
    'tel:+14155552671',
    '+१४१५५५५२६७१',
    '+1415555\u200b2671',
    '\u200f+14155552671',
    '+14155552671\r\nBcc:x',
  ].map((to): [unknown, Expected] => [to, refused]),
  ...[
    '+14155552671,+14155552672',
    '12345',
    '911',
    '112',
    'OTPOST',
    '4155552671',
    '\u0000+14155552671',
    '+14155552671\u0000',
  ].map((to): [unknown, Expected] => [to, refused]),
  ...[['+14155552671'], { $ne: null }, 14155552671, 1e11, null, true, undefined].map((to): [unknown, Expected] => [
    to,
    refused,
  ]),
  ['x'.repeat(401), refused],
  ['+'.repeat(300), refused],
  ['+1 (415) 555-2671', { sentTo: '+14155552671' }],
  ['＋１４１５５５５２６７１', { sentTo: '+14155552671' }],
  ['+19002345678', wrongType],
  ['+447012345678', wrongType],
  ['+979123456789', wrongType],
];

const emails: [to: unknown, expected: Expected][] = [
  '',
  ' ',
  'nobody',
  'a@b@c.com',
  'a@b',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@[IPv6:::1]',
  '"a b"@x.com',
  '"a\r\n"@x.com',
  'a@x.com\r\nBcc: v@y',
  'a@x.com%0d%0aBcc:',
  'a@x.com,b@y.com',
  'a@x.com;b@y.com',
  '<a@x.com>',
  'Name <a@x.com>',
  'a@x.com (comment)',
  'g:a@x.com,b@y.com;',
  '=?utf-8?Q?a?=@x.com',
  `${'a'.repeat(65)}@x.com`,
  `a@${'x.'.repeat(140)}com`,
  `a@${'x'.repeat(64)}.com`,
  'a@x.com.',
  'a..b@x.com',
  '.a@x.com',
  'ü@x.com',
  '😀@x.com',
  'a\u200b@x.com',
  'a\u0000@x.com',
  'a@x.com\u2028',
  '-oQx@x.com',
  '|cmd@x.com',
  'a}{:*@x .com',
  '${jndi:ldap://x}@x.com',
  ['a@x.com'],
  { $gt: '' },
  5,
  null,
].map((to): [unknown, Expected] => [to, refused]);
emails.push(
  ['a@EXÄMPLE.de', { sentTo: 'a@xn--exmple-cua.de' }],
  ['User+Tag@Example.com', { sentTo: 'User+Tag@example.com' }],
  ['{{constructor}}@x.com', { sentTo: '{{constructor}}@x.com' }],
  ["o'hara{x}$where*@x.com", { sentTo: "o'hara{x}$where*@x.com" }],
);

describe.each([
  ['sms', phones],
  ['email', emails],
])('an address for %s', (channel, rows) => {
  for (const [to, expected] of rows) {
    const name = JSON.stringify(to)?.slice(0, 50) ?? 'nothing';
    test(`${name} is ${typeof expected === 'string' ? expected : Object.values(expected).join()}`, async () => {
      const { status, body } = await create(channel, to);
      if (expected === 'refused') {
        expect(body).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ field: 'to' }] });
      } else if ('code' in expected) {
        expect(body.code).toBe(expected.code);
      } else {
        // 200 joins the pending challenge of another spelling of the same address.
        expect([200, 201]).toContain(status);
        expect(await addressOf(body.id)).toBe(expected.sentTo);
      }
    });
  }

  test('that is refused is not repeated in the answer', async () => {
    const { body } = await create(channel, 'unmistakable<x');
    expect(JSON.stringify(body)).not.toContain('unmistakable');
  });
});

describe('countries', () => {
  test('none is allowed until it is ticked, and a ticked one opens no other under the same code', async () => {
    const { key } = await whole.addApplication('careful', { smsCountries: ['US'] });
    const rows: [to: string, code: string | undefined][] = [
      ['+14155552671', undefined],
      ['+12462501234', 'country_not_allowed'],
      ['+18762101234', 'country_not_allowed'],
      ['+77012345678', 'country_not_allowed'],
      ['+447797712345', 'country_not_allowed'],
      ['+870773111632', 'country_not_allowed'],
    ];
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    for (const [to, code] of rows) {
      const body = JSON.stringify({ channel: 'sms', to });
      const answer = await fetch(`${whole.url}/v1/challenges`, { method: 'POST', headers, body });
      const problem = (await answer.json()) as Partial<Problem>;
      expect([to, problem.code]).toEqual([to, code]);
    }
  });
});
