import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unsealContent } from '@otpost/core/challenge/sealed-content';
import type { Problem } from '../http/problem.js';
import { emails, phones } from '../testing/address-rows.js';
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
    signal: AbortSignal.timeout(10_000),
  });
  return { status: answer.status, body: (await answer.json()) as Problem & { id: string } };
}

async function addressOf(id: string): Promise<string | undefined> {
  const challenge = await whole.opened.context.live.challenges.read(id);
  if (!challenge) return undefined;
  const { keyring } = whole.opened.context.settings.current();
  return unsealContent(keyring, challenge.applicationId, id, challenge.sealed).to;
}

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
