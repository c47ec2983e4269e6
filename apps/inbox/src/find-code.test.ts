import { expect, test } from '@jest/globals';
import { findCode } from './find-code.js';

test.each([
  ['123456 is your code for Acme. It is valid for 10 minutes.', '123456'],
  ['Your code is 0042.', '0042'],
  ['Your code: 98765432', '98765432'],
  ['您的验证码是123456，10分钟内有效。', '123456'],
  ['コードは654321です。', '654321'],
  ['Pay 1200 EUR to Acme with 445566\n\n@acme.example #445566', '445566'],
  ['Pay 1,250.00 EUR to Acme with 445566', '445566'],
  ['Call +38640123456 if this was not you. Your code is 778899', '778899'],
])('the code is found in %j', (text, code) => {
  expect(findCode(text)).toBe(code);
});

test.each(['Your recovery was asked for on 2026-11-22.', 'No digits', 'See https://a.example/1234567', 'Ref A12345'])(
  'no code is found in %j',
  (text) => {
    expect(findCode(text)).toBeUndefined();
  },
);
