import { expect, test } from '@jest/globals';
import { createRandomBytes } from './create-random-bytes.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('gives as many bytes as asked for, over the end of a block and beyond its size', () => {
  const random = createRandomBytes();
  for (const length of [0, 1, 26, 4095, 4096, 4097, 10_000]) expect(random(length)).toHaveLength(length);
});

test('never gives the same bytes twice, nor bytes that were wiped', () => {
  const random = createRandomBytes();
  const seen = new Set(Array.from({ length: 20_000 }, () => hex(random(12))));
  expect(seen.size).toBe(20_000);
  expect(seen.has('00'.repeat(12))).toBe(false);
});

test('what was handed out stays as it is when later bytes are drawn', () => {
  const random = createRandomBytes();
  const first = random(32);
  const before = hex(first);
  for (let draw = 0; draw < 1000; draw += 1) random(32).fill(7);
  expect(hex(first)).toBe(before);
});

test('two of them give different bytes', () => {
  expect(hex(createRandomBytes()(32))).not.toBe(hex(createRandomBytes()(32)));
});

test('every value of a byte is about as frequent as any other', () => {
  const random = createRandomBytes();
  const counts = new Uint32Array(256);
  for (let draw = 0; draw < 256; draw += 1) for (const byte of random(1000)) counts[byte] = (counts[byte] ?? 0) + 1;
  // 1,000 expected; ten standard deviations on either side.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(316);
});
