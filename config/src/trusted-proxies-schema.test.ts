import { expect, test } from '@jest/globals';
import { trustedProxiesSchema } from './trusted-proxies-schema.js';

test.each([
  ['0', 0],
  ['2', 2],
  ['10.0.0.1', ['10.0.0.1']],
  ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
])('%j is understood', (text, expected) => {
  expect(trustedProxiesSchema.parse(text)).toEqual(expected);
});

test.each([
  'true',
  'all',
  '17',
  '-1',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/33',
  'fd00::/129',
  '10.0.0/8',
  '10.0.0.0/8/8',
  '',
])('%j is refused: it would believe anybody, or is no address', (text) => {
  expect(trustedProxiesSchema.safeParse(text).success).toBe(false);
});
