import { expect, test } from '@jest/globals';
import { parseRetryAfter } from './parse-retry-after.js';

const now = Date.parse('2026-01-01T00:00:00Z');

test.each([
  ['0', 0],
  ['3600', 3600],
  [' 7 ', 7],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
])('%j asks for %d seconds', (header, seconds) => {
  expect(parseRetryAfter(header, now)).toBe(seconds);
});

test.each([undefined, '', '-5', '1.5', '1e3', 'soon', '2026-01-01', 'Thu, 99 Xxx 2026 00:00:00 GMT', '9'.repeat(30)])(
  '%j asks for nothing',
  (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  },
);
