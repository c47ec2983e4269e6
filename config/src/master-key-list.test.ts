import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { parseMasterKeyList } from './master-key-list.js';

const first = randomBytes(32);
const second = randomBytes(32);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function problems(text: string): readonly string[] {
  const list = parseMasterKeyList(text);
  return 'problems' in list ? list.problems : [];
}

test('keys keep their order, by commas or by lines, so that the first one wraps', () => {
  const keys = [
    { id: 'new', bytes: first },
    { id: 'old', bytes: second },
  ];
  expect(parseMasterKeyList(`new:${base64(first)}, old:${base64(second)}`)).toEqual({ keys });
  expect(parseMasterKeyList(`new:${base64(first)}\nold:${base64(second)}\n`)).toEqual({ keys });
});

describe('refused', () => {
  test.each([
    ['nothing', '', 'must hold at least one key'],
    ['changeme', 'changeme', 'key 1 must be an id and a key with a colon between them'],
    ['a key without an id', base64(first), 'key 1 must be an id and a key with a colon between them'],
    ['an id with a dot', `a.b:${base64(first)}`, 'key 1 must have an id of 1 to 32 letters, digits, "-" or "_"'],
    ['16 bytes', `a:${base64(randomBytes(16))}`, 'key 1 ("a") must be 32 bytes in base64'],
    ['33 bytes', `a:${base64(randomBytes(33))}`, 'key 1 ("a") must be 32 bytes in base64'],
    ['hex', `a:${first.toString('hex')}`, 'key 1 ("a") must be 32 bytes in base64'],
    ['zeros', `a:${base64(Buffer.alloc(32))}`, 'key 1 ("a") repeats the same few bytes'],
    ['a repeated word', `a:${base64(Buffer.from('changeme'.repeat(4)))}`, 'key 1 ("a") repeats the same few bytes'],
    ['counted bytes', `a:${base64(Buffer.from([...Array(32).keys()]))}`, 'key 1 ("a") is a counted sequence of bytes'],
    [
      'a sentence',
      `a:${base64(Buffer.from('correct horse battery staple 123'))}`,
      'key 1 ("a") is text, not random bytes',
    ],
    ['the same key twice', `a:${base64(first)},b:${base64(first)}`, 'must not hold the same key twice'],
    ['one id twice', `a:${base64(first)},a:${base64(second)}`, 'must not use one id twice'],
  ])('%s', (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test('every bad key is named, and no key is printed', () => {
    const short = base64(randomBytes(16));
    const found = problems(`a:${short},b:${base64(first)},c:${short}x`);
    expect(found).toHaveLength(2);
    expect(found.join()).not.toContain(short);
  });
});

test('random keys are never called weak', () => {
  for (let round = 0; round < 5000; round += 1) {
    expect(parseMasterKeyList(`a:${base64(randomBytes(32))}`)).toHaveProperty('keys');
  }
});
