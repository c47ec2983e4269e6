import { expect, test } from '@jest/globals';
import { parseAddress } from '../address/parse-address.js';
import type { Channel } from '../records.js';
import { testEndOf } from './test-address.js';

const endOf = (channel: Channel, raw: string) => {
  const parsed = parseAddress(channel, raw);
  return parsed.ok ? testEndOf(channel, parsed.address.canonical) : parsed.reason;
};

test.each([
  ['delivered@otpost.test', { kind: 'delivered' }],
  ['delivered.ann-1@otpost.test', { kind: 'delivered' }],
  ['UNDELIVERED@OTPOST.TEST', { kind: 'undelivered' }],
  ['bounced@otpost.test', { kind: 'bounced' }],
  ['provider-down@otpost.test', { kind: 'provider_down' }],
  ['blocked.x@otpost.test', { kind: 'blocked' }],
  ['slow-15@otpost.test', { kind: 'slow', seconds: 15 }],
  ['slow@otpost.test', undefined],
  ['slow-1000@otpost.test', undefined],
  ['delivered@example.com', undefined],
  ['delivered@otpost.test.example.com', undefined],
  ['x.delivered@otpost.test', undefined],
  ['delivered+ann@otpost.test', undefined],
])('%s', (raw, end) => {
  const expected = typeof end === 'object' && raw.startsWith('UN') ? { kind: 'undelivered' } : end;
  expect(endOf('email', raw)).toEqual(expected);
});

test.each([
  ['+1 202 555 0100', { kind: 'delivered' }],
  ['+12025550109', { kind: 'delivered' }],
  ['+14155550110', { kind: 'undelivered' }],
  ['+14155550125', { kind: 'bounced' }],
  ['+14155550137', { kind: 'slow', seconds: 7 }],
  ['+14155550140', { kind: 'provider_down' }],
  ['+14155550159', { kind: 'blocked' }],
  ['+14155550160', undefined],
  ['+14155550200', undefined],
  ['+4915112345678', undefined],
])('%s', (raw, end) => {
  expect(endOf('sms', raw)).toEqual(end);
});
