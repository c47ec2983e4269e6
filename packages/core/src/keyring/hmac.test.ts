import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { openHmac } from './hmac.js';

test('RFC 4231, test cases 1 and 2', () => {
  const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
  expect(hex(openHmac(Buffer.alloc(20, 0x0b))('Hi There'))).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
  expect(hex(openHmac(Buffer.from('Jefe'))('what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('it says what node says, for texts of every length and script, one after the other', () => {
  const key = randomBytes(32);
  const hmac = openHmac(key);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      expect(hmac(text)).toBe(createHmac('sha256', key).update(text).digest('base64url'));
    }),
  );
  for (const length of [0, 340, 341, 342, 1024, 5000]) {
    const text = '\u20ac'.repeat(length);
    expect(hmac(text)).toBe(createHmac('sha256', key).update(text).digest('base64url'));
  }
});

test('a key that would be hashed first is refused', () => {
  expect(() => openHmac(Buffer.alloc(65))).toThrow(RangeError);
});
