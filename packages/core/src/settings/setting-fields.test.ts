import { expect, test } from '@jest/globals';
import { settingFields } from './setting-fields.js';

const byPath = new Map(settingFields().map((field) => [field.path, field]));

test('every setting has words of its own', () => {
  const nameless = [...byPath.values()].filter(({ path, title, help }) => title === path || help === '');
  expect(nameless).toEqual([]);
});

test.each([
  ['codeLength', { kind: 'number', minimum: 6, maximum: 10, default: 6, isNullable: false }],
  ['sendsPerCountry.day', { kind: 'number', minimum: 1, maximum: 10_000_000, default: null, isNullable: true }],
  ['totp.digits', { kind: 'select', options: [6, 7, 8], default: 6 }],
  ['resend', { kind: 'select', options: ['same', 'new'], default: 'same' }],
  ['cooldownSeconds', { kind: 'numbers', minimum: 1, maximum: 3600, mostItems: 10 }],
  ['returnUrls', { kind: 'texts', mostItems: 50 }],
  ['testMode', { kind: 'switch', default: false }],
  ['rpId', { kind: 'text', isNullable: true, default: null }],
  ['policy.rules', { kind: 'rules', mostItems: 50 }],
  ['policy.factors', { kind: 'texts', options: ['passkey', 'totp', 'email', 'sms'] }],
  ['policy.requirement', { kind: 'select', options: ['off', 'optional', 'required'] }],
])('%s is told as its schema has it', (path, expected) => {
  expect(byPath.get(path)).toMatchObject(expected);
});
