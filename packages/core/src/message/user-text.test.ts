import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { breakLinks, findLink } from './links.js';
import { userText } from './user-text.js';

const brand = (text: string) => userText(text, { maxLength: 50, codeLength: 6 });

test.each([
  ['a second line with a host and a code', 'Acme\n@evil.com #000000', 'Acme evil com #'],
  ['control characters', 'A\u0000c\u001bm\u0085e', 'Acme'],
  ['bidi controls', '\u202eAcme\u2066\u200f', 'Acme'],
  ['zero-width characters', 'Ac\u200bme\ufeff', 'Acme'],
  ['zero-width characters inside a host', 'evil\u200b.\u200bcom', 'evil com'],
  ['line and paragraph separators', 'Acme\u2028x\u2029y', 'Acme x y'],
  ['a lone surrogate', 'Acme\ud800', 'Acme'],
  ['a link', 'See https://evil.com/a?b=1', 'See https evil com/a?b=1'],
  ['a full-width link', 'evil\uff0ecom', 'evil com'],
  ['a mail address', 'me@evil.com', 'me evil com'],
  ['an IP address', 'http://10.0.0.1/x', 'http 10 0 0 1/x'],
  ['a script', 'javascript:alert(1)', 'javascript alert(1)'],
  ['a second code', 'use 000000 now', 'use now'],
  ['a second code in groups', 'use 000 000 or 000-000 now', 'use or now'],
  ['a second code in other digits', 'use \u0661\u0662\u0663\u0664\u0665\u0666 now', 'use now'],
  ['a second code between digits', 'use 12 000000 3456 now', 'use now'],
  ['a second code that the cut would make', `${'a'.repeat(43)} 1234567`, 'a'.repeat(43)],
  ['a full stop at the end', 'Acme Inc.', 'Acme Inc'],
])('takes out %s', (_, text, expected) => {
  expect(brand(text)).toBe(expected);
});

test.each([
  'Acme',
  'M\u00fcller & S\u00f6hne',
  'Radio 1234',
  'A.T. Kearney 2',
  '\u5343\u4ee3\u7530 \u92ad\u6e6f',
  'O\u2019Neill #1',
  '<b>',
])('leaves %s as it is', (text) => {
  expect(brand(text)).toBe(text);
});

test('cuts by characters, not by halves of them', () => {
  expect(brand('\u{1f600}'.repeat(60))).toBe('\u{1f600}'.repeat(50));
});

test('an amount may have as many digits as the code', () => {
  expect(userText('150000 JPY', { maxLength: 40, codeLength: null })).toBe('150000 JPY');
  expect(userText('1.234,50 EUR', { maxLength: 40, codeLength: null })).toBe('1.234,50 EUR');
});

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom('evil', '.', '.com', '\uff0e', '@', '://', '//', 'www', 'data:', '12', '3456', '000000', '-', ' '),
    fc.constantFrom('\n', '\u200b', '\u202e', '\u2028', '\u0000', '#', '1.2.3.4'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});

test('whatever comes in, what comes out is one short line without link, control character or second code', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const clean = brand(text);
      expect(findLink(clean)).toBeNull();
      expect(clean).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(Array.from(clean).length).toBeLessThanOrEqual(50);
      expect(clean).not.toMatch(/(?<!\p{Nd})\p{Nd}{6}(?!\p{Nd})/u);
      expect(brand(clean)).toBe(clean);
    }),
    { numRuns: 5_000 },
  );
});

describe('links', () => {
  test.each([
    'http://x',
    '//x',
    'www.acme',
    'acme.com',
    'a.b.co',
    'm\u00fcller.de',
    'x@y',
    'mailto:x',
    '10.0.0.1',
    'ACME.COM',
  ])('%s is seen', (text) => {
    expect(findLink(`see ${text} now`)).not.toBeNull();
  });

  test.each(['It ends. Then more.', '1.000,00', '12.50', 'e.g. this', '10:30', 'a / b', '1.234.567.890', 'data: none'])(
    '%s is none',
    (text) => {
      expect(findLink(text)).toBeNull();
      expect(breakLinks(text)).toBe(text);
    },
  );
});
