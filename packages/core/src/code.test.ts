import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { digestCode, generateCode, normalizeSubmittedCode } from './code.js';
import { openHmac } from './keyring/hmac.js';

const hmac = openHmac(new Uint8Array(32).fill(7));

describe('generateCode', () => {
  test('every digit of a million codes is uniform (chi-square, p > 0.001)', () => {
    const counts = Array.from({ length: 6 }, () => Array<number>(10).fill(0));
    const total = 1_000_000;
    for (let i = 0; i < total; i += 1) {
      const code = generateCode(6, randomBytes);
      for (let position = 0; position < 6; position += 1) {
        const row = counts[position] ?? [];
        const digit = code.charCodeAt(position) - 48;
        row[digit] = (row[digit] ?? 0) + 1;
      }
    }
    // Six positions at 9 degrees of freedom: a uniform digit goes beyond this once in a million runs, a biased one always.
    for (const row of counts) {
      const chiSquare = row.reduce((sum, count) => sum + (count - total / 10) ** 2 / (total / 10), 0);
      expect(chiSquare).toBeLessThan(45);
    }
  });

  test('keeps leading zeros', () => {
    expect(generateCode(6, (length) => new Uint8Array(length))).toBe('000000');
  });

  test('draws again for bytes that would favour a digit', () => {
    let draws = 0;
    const bytes = (length: number) => {
      draws += 1;
      return new Uint8Array(length).fill(draws === 1 ? 255 : 3);
    };
    expect(generateCode(6, bytes)).toBe('333333');
    expect(draws).toBe(2);
  });
});

describe('normalizeSubmittedCode', () => {
  for (const accepted of ['123456', '123 456', '123-456', ' 123456 ', '１２３４５６']) {
    test(`takes ${JSON.stringify(accepted)} as 123456`, () => {
      expect(normalizeSubmittedCode(accepted)).toBe('123456');
    });
  }

  const refused = [
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
    '١٢٣٤٥٦',
    '१२३४५६',
    '123456\u200b',
    '123456\n',
    '123456\0',
    "' OR 1=1",
    '1234５a',
    '12345\u0301',
    '1'.repeat(33),
    ' '.repeat(40),
  ];
  for (const text of refused) {
    test(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(normalizeSubmittedCode(text)).toBeUndefined();
    });
  }

  test('never throws and gives digits only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const code = normalizeSubmittedCode(text);
        return code === undefined || /^[0-9]{4,10}$/.test(code);
      }),
    );
  });
});

describe('digestCode', () => {
  const input = { applicationId: 'app_a', challengeId: 'ch_1', code: '123456' };
  const digest = digestCode(hmac, input);

  test('changes with the key and with every part', () => {
    const others = [
      digestCode(openHmac(new Uint8Array(32).fill(8)), input),
      digestCode(hmac, { ...input, applicationId: 'app_b' }),
      digestCode(hmac, { ...input, challengeId: 'ch_2' }),
      digestCode(hmac, { ...input, code: '123457' }),
      digestCode(hmac, { ...input, binding: { amount: '1', payee: 'b' } }),
    ];
    expect(new Set([digest, ...others]).size).toBe(6);
  });

  test('no two inputs share a form: moving a boundary changes it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), fc.nat(), (text, at) => {
        const cut = 1 + (at % (text.length - 1));
        const moved = { ...input, applicationId: text.slice(0, cut), challengeId: text.slice(cut) };
        const whole = { ...input, applicationId: text, challengeId: '' };
        return digestCode(hmac, moved) !== digestCode(hmac, whole);
      }),
    );
    const amount = digestCode(hmac, { ...input, binding: { amount: 'a', payee: 'bc' } });
    expect(digestCode(hmac, { ...input, binding: { amount: 'ab', payee: 'c' } })).not.toBe(amount);
  });
});
