import { expect, test } from '@jest/globals';
import { createEcho, noticeableText } from './echo-warnings.js';

test.each([
  ['{"level":"info","msg":"ready"}', undefined],
  ['{"level":30,"msg":"ready"}', undefined],
  ['{"level":"info","msg":"a text with \\"level\\":\\"error\\""}', undefined],
  ['{"level":"warn","time":"x","msg":"Redis is slow"}', 'Redis is slow'],
  ['{"level":50,"msg":"Cannot send","error":{"message":"no route"}}', 'Cannot send: no route'],
  ['{"level":"error","msg":"no route","error":{"message":"no route"}}', 'no route'],
  ['    at Object.<anonymous> (main.js:1:1)', '    at Object.<anonymous> (main.js:1:1)'],
  ['{"level":"error","msg":"cut', '{"level":"error","msg":"cut'],
])('%s is shown as %j', (line, text) => {
  expect(noticeableText(line)).toBe(text);
});

test('a flood of warnings is cut after ten in ten seconds, and begins anew later', () => {
  let now = 0;
  const printed: string[] = [];
  const echo = createEcho(
    'api-1',
    (text) => printed.push(text),
    () => now,
  );
  for (let count = 0; count < 100; count += 1) echo('{"level":"warn","msg":"again"}');
  expect(printed).toEqual([...Array.from({ length: 10 }, () => 'api-1: again'), 'api-1: more of this is in its log']);
  now = 20_000;
  echo('{"level":"warn","msg":"later"}');
  expect(printed.at(-1)).toBe('api-1: later');
});
