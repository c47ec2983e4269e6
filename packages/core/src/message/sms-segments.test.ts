import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { preferGsm } from './gsm-typography.js';
import { countSegments, findNonGsmCharacters } from './sms-segments.js';

const cyrillic = '\u044f';
const emoji = '\u{1f600}';

describe('what a carrier bills', () => {
  test.each([
    ['nothing', '', 'GSM-7', 0, 0],
    ['one letter', 'a', 'GSM-7', 1, 1],
    ['160 letters', 'a'.repeat(160), 'GSM-7', 160, 1],
    ['161 letters', 'a'.repeat(161), 'GSM-7', 161, 2],
    ['306 letters', 'a'.repeat(306), 'GSM-7', 306, 2],
    ['307 letters', 'a'.repeat(307), 'GSM-7', 307, 3],
    ['158 letters and a euro', `${'a'.repeat(158)}\u20ac`, 'GSM-7', 160, 1],
    ['159 letters and a euro', `${'a'.repeat(159)}\u20ac`, 'GSM-7', 161, 2],
    ['a euro that does not fit in the first part', `${'a'.repeat(152)}\u20ac${'a'.repeat(151)}`, 'GSM-7', 305, 2],
    ['a euro whose move needs a third part', `${'a'.repeat(152)}\u20ac${'a'.repeat(152)}`, 'GSM-7', 306, 3],
    ['all extension characters', '\f^{}\\[~]|\u20ac', 'GSM-7', 20, 1],
    [
      'accents of the basic alphabet',
      '\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u00e0\u00f1\u00c7\u00bf\u00a1\u03a9',
      'GSM-7',
      12,
      1,
    ],
    ['line breaks', 'a\r\nb', 'GSM-7', 4, 1],
    ['an accent outside of it', '\u00e7', 'UCS-2', 1, 1],
    ['70 Cyrillic letters', cyrillic.repeat(70), 'UCS-2', 70, 1],
    ['71 Cyrillic letters', cyrillic.repeat(71), 'UCS-2', 71, 2],
    ['134 Cyrillic letters', cyrillic.repeat(134), 'UCS-2', 134, 2],
    ['135 Cyrillic letters', cyrillic.repeat(135), 'UCS-2', 135, 3],
    ['35 emoji', emoji.repeat(35), 'UCS-2', 70, 1],
    ['36 emoji', emoji.repeat(36), 'UCS-2', 72, 2],
    [
      'an emoji that does not fit in the first part',
      `${cyrillic.repeat(66)}${emoji}${cyrillic.repeat(65)}`,
      'UCS-2',
      133,
      2,
    ],
    ['an emoji whose move needs a third part', `${cyrillic.repeat(66)}${emoji}${cyrillic.repeat(66)}`, 'UCS-2', 134, 3],
    ['a smart quote', '\u201ca\u201d', 'UCS-2', 3, 1],
    ['a back-quote', '`', 'UCS-2', 1, 1],
    ['a tab', '\t', 'UCS-2', 1, 1],
  ] as const)('%s', (_, text, encoding, units, segments) => {
    expect(countSegments(text)).toEqual({ encoding, units, segments });
  });

  test('more text never costs less', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\u20ac', cyrillic, emoji), maxLength: 400 });
    fc.assert(
      fc.property(text, text, (first, second) => {
        expect(countSegments(first + second).segments).toBeGreaterThanOrEqual(countSegments(first).segments);
      }),
    );
  });
});

test('the characters that force UCS-2 are named once each', () => {
  expect(findNonGsmCharacters('\u2019tis \u00e7a, \u2019tis')).toEqual(['\u2019', '\u00e7']);
});

describe('typography', () => {
  test('is written plainly when that brings a text back to GSM-7', () => {
    expect(preferGsm('\u201cIt\u2019s\u201d \u2013 1\u00a0\u20ac\u2026')).toBe('"It\'s" - 1 \u20ac...');
  });

  test('is kept when the text needs UCS-2 anyway', () => {
    expect(preferGsm('\u201c\u044f\u201d')).toBe('\u201c\u044f\u201d');
  });
});
