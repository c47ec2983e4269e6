import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckView } from '@otpost/core/challenge/challenge-schemas';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

let whole: WholeApi;
let id: string;
let code: string;
beforeAll(async () => {
  whole = await startWholeApi();
  id = (await post<{ id: string }>('/v1/challenges', { channel: 'email', to: 'someone@example.com' })).id;
  code = await whole.codeOf(id);
});
afterAll(() => whole.close());

async function post<Body>(path: string, body: unknown): Promise<Body> {
  const headers = { authorization: `Bearer ${whole.key}`, 'content-type': 'application/json' };
  const answer = await fetch(whole.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  return (await answer.json()) as Body;
}
const check = <Body = CheckView>(body: unknown): Promise<Body> => post<Body>(`/v1/challenges/${id}/check`, body);
const fullWidth = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

describe('a code that cannot be one is refused by name and costs no check', () => {
  const rows: unknown[] = [
    '',
    '   ',
    '123',
    '12345678901',
    '-',
    '+12345',
    '12345.0',
    '0x1e240',
    '1e5',
    'NaN',
    'abcdef',
    '१२३४५६',
    '１２３४五６',
    '123456\n',
    '123456\u0000',
    '123456\u200b',
    '1\u03012345',
    "' OR 1=1",
    '1'.repeat(33),
    '1'.repeat(5000),
    123456,
    12345,
    true,
    null,
    ['1', '2'],
    ['123456'],
    { $gt: '' },
    undefined,
  ];
  for (const row of rows) {
    test(JSON.stringify(row)?.slice(0, 40) ?? 'nothing', async () => {
      expect(await check<Problem>({ code: row })).toMatchObject({
        status: 400,
        code: 'invalid_request',
        errors: [{ field: 'code' }],
      });
    });
  }

  test('after all of them no check was counted', async () => {
    const wrong = code.startsWith('0') ? '111111' : '000000';
    expect(await check({ code: wrong })).toMatchObject({ valid: false, checksLeft: 4 });
  });

  test('a binding that was not asked for, or is none, is refused by name or does not approve', async () => {
    expect(await check<Problem>({ code, binding: 'x' })).toMatchObject({ errors: [{ field: 'binding' }] });
    expect(await check<Problem>({ code, binding: { amount: '1' } })).toMatchObject({
      errors: [{ field: 'binding.payee' }],
    });
    expect(await check({ code, binding: { amount: '1', payee: 'x' } })).toMatchObject({ valid: false, checksLeft: 3 });
  });

  test('the code as people write it is taken', async () => {
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await check({ code: fullWidth(spaced) })).toMatchObject({ valid: true, status: 'approved' });
  });
});
