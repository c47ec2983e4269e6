import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { echoRoutes } from '../testing/echo-routes.js';
import { keyForTest, settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi, type TestApi } from '../testing/start-test-api.js';
import type { Problem } from './problem.js';

const live = keyForTest('live', 'app_a');
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(contextForTest(settingsForTest(['app_a'], [live])), echoRoutes);
});
afterAll(() => api.close());

const json = 'application/json';

async function post(body: string | Uint8Array | undefined, headers: Record<string, string> = { 'content-type': json }) {
  const authorization = `Bearer ${live.key}`;
  const init = { method: 'POST', headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }) };
  const answer = await fetch(`${api.url}/v1/echo`, init as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Problem };
}

describe('bodies that are refused, by name', () => {
  const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
  const manyKeys = JSON.stringify(
    Object.fromEntries(Array.from({ length: 1500 }, (_none, number) => [`k${number}`, 1])),
  );
  const rows: [what: string, body: string | Uint8Array | undefined, field: string, message: string][] = [
    ['nothing', undefined, 'body', 'is required'],
    ['null', 'null', 'body', 'must be an object'],
    ['a list', '[]', 'body', 'must be an object'],
    ['a string', '"x"', 'body', 'must be an object'],
    ['half an object', '{', 'body', 'is not valid JSON'],
    ['blanks only', '   ', 'body', 'is not valid JSON'],
    ['UTF-16', Buffer.from('\ufeff{"name":"abc"}', 'utf16le'), 'body', 'is not valid UTF-8'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'body', 'is not valid UTF-8'],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'body', 'is not valid UTF-8'],
    ['a lone surrogate in a value', '{"name":"a\\ud800"}', 'name', 'holds half a character (a lone surrogate)'],
    ['a lone surrogate in a key', '{"notes":{"\\udc00":"a"}}', 'notes', 'holds half a character (a lone surrogate)'],
    ['a key twice', '{"name":"abc","name":"abd"}', 'body', 'has the same key twice'],
    ['a key twice, escaped', '{"name":"abc","n\\u0061me":"abd"}', 'body', 'has the same key twice'],
    ['nine levels', deep(9), 'body', 'must be at most 8 levels deep'],
    ['3,000 levels', deep(2500), 'body', 'must be at most 8 levels deep'],
    ['10,000 open lists', '['.repeat(10_000), 'body', 'is not valid JSON'],
    ['1,500 keys', manyKeys, 'body', 'must have at most 100 keys'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', '__proto__', 'is not allowed as a key'],
    ['__proto__, escaped', '{"\\u005f_proto__":{"isAdmin":true}}', '__proto__', 'is not allowed as a key'],
    [
      'constructor deep inside',
      '{"notes":{"constructor":{"prototype":{}}}}',
      'notes.constructor',
      'is not allowed as a key',
    ],
    ['an unknown key', '{"name":"abc","toString":"x"}', 'toString', 'is not known'],
    ['an unknown key inside', '{"name":"abc","nested":{"deep":"x","$where":"1"}}', 'nested.$where', 'is not known'],
    ['a missing field', '{}', 'name', 'is required'],
    ['a missing field inside', '{"name":"abc","nested":{}}', 'nested.deep', 'is required'],
    ['a number for a string', '{"name":5}', 'name', 'must be a string'],
    ['an operator for a string', '{"name":{"$ne":null}}', 'name', 'must be a string'],
    ['a list for a string', '{"name":["abc"]}', 'name', 'must be a string'],
    ['null for a string', '{"name":null}', 'name', 'must be a string'],
    ['a short string', '{"name":"a"}', 'name', 'must have at least 2 characters'],
    ['a long string', '{"name":"abcdefghijk"}', 'name', 'must have at most 10 characters'],
    ['1e309', '{"name":"abc","count":1e309}', 'count', 'must be a number'],
    ['2^53+1', '{"name":"abc","count":9007199254740993}', 'count', 'must be at most 9007199254740991'],
    ['a fraction', '{"name":"abc","count":1.5}', 'count', 'must be a whole number'],
    ['-0', '{"name":"abc","count":-0}', 'count', 'must be at least 1'],
    ['a word that is none of the words', '{"name":"abc","colour":"green"}', 'colour', 'must be one of red, blue'],
    ['a wrong name in a map', '{"name":"abc","notes":{"A":"x"}}', 'notes.A', 'must be letters'],
  ];
  for (const [what, body, field, message] of rows) {
    test(`${what}: ${field} ${message}`, async () => {
      const { status, body: problem } = await post(body);
      expect(status).toBe(400);
      expect(problem).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining(field) as unknown });
      expect(problem.errors).toContainEqual({ field, message });
    });
  }

  test('every wrong field is named at once', async () => {
    const { body: problem } = await post('{"count":0,"colour":1,"other":2}');
    expect(problem.errors?.map((error) => error.field).toSorted()).toEqual(['colour', 'count', 'name', 'other']);
  });

  test('at most twenty errors are listed, and long unknown names are cut', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_none, number) => [`${number}${'x'.repeat(150)}`, 1]));
    const { body: problem } = await post(JSON.stringify(many));
    expect(problem.errors).toHaveLength(20);
    for (const { field } of problem.errors ?? []) expect(field.length).toBeLessThanOrEqual(80);
  });

  test('nothing of the input is repeated but the names of fields', async () => {
    const { body: problem } = await post('{"name":"+14155550123"}');
    expect(JSON.stringify(problem)).not.toContain('4155550123');
  });

  test('no prototype was changed by any of it', () => {
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('bodies by their headers', () => {
  const good = '{"name":"abc"}';
  const types: [type: string, status: number][] = [
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['Application/JSON;charset="UTF-8"', 200],
    ['application/json; charset=utf-7', 415],
    ['application/json; charset=utf-16', 415],
    ['application/merge-patch+json', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json, text/plain', 415],
    ['', 415],
  ];
  for (const [type, status] of types) {
    test(`Content-Type "${type}" answers ${status}`, async () => {
      const answer = await post(good, { 'content-type': type });
      expect(answer.status).toBe(status);
      if (status === 415)
        expect(answer.body).toMatchObject({ code: 'unsupported_media_type', errors: [{ field: 'Content-Type' }] });
    });
  }

  test('bytes without a Content-Type are refused', async () => {
    expect((await post(Buffer.from(good), {})).status).toBe(415);
  });

  test('a compressed body is refused before it is read, so that it cannot grow', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const answer = await post(bomb, { 'content-type': json, 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 415, body: { errors: [{ field: 'Content-Encoding' }] } });
  });

  test('more than 16 KB is refused, with a length and without one', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(16 * 1024) });
    const chunked = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from(large.slice(0, 10_000)));
        controller.enqueue(Buffer.from(large.slice(10_000)));
        controller.close();
      },
    });
    const authorization = `Bearer ${live.key}`;
    const init = {
      method: 'POST',
      headers: { authorization, 'content-type': json },
      body: chunked,
      duplex: 'half' as const,
    };
    const streamed = await fetch(`${api.url}/v1/echo`, init);
    expect(streamed.status).toBe(413);
    const { status, body } = await post(large);
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'payload_too_large', errors: [{ field: 'body' }] });
  });

  test('the connection still serves after a body of 10 MB was refused', async () => {
    expect((await post('x'.repeat(10_000_000))).status).toBe(413);
    expect((await post(good)).status).toBe(200);
  });

  test('16 KB to the byte is taken, and a byte order mark is ignored', async () => {
    const padded = good.padEnd(16 * 1024, ' ');
    expect((await post(padded)).status).toBe(200);
    expect((await post(`\ufeff${good}`)).status).toBe(200);
  });
});

test('bodies that do not come hold up no other request, however many they are', async () => {
  // The server says "100 Continue" when it has begun with a request.
  const lines = [
    'POST /v1/echo HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${live.key}`,
    `Content-Type: ${json}`,
    'Content-Length: 14',
    'Expect: 100-continue',
  ];
  const slow = Array.from({ length: 200 }, () => connect(api.port, '127.0.0.1').on('error', () => undefined));
  try {
    for (const socket of slow) socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const begun = await Promise.all(slow.map(async (socket) => String(await once(socket, 'data'))));
    expect(new Set(begun)).toEqual(new Set(['HTTP/1.1 100 Continue\r\n\r\n']));
    expect(await post('{"name":"abc"}')).toMatchObject({ status: 200 });
  } finally {
    for (const socket of slow) socket.destroy();
  }
});
