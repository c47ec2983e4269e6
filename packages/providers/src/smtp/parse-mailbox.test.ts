import { expect, test } from '@jest/globals';
import { isPlainAddress, parseMailbox } from './parse-mailbox.js';

test.each([
  ['no-reply@example.com', { name: '', address: 'no-reply@example.com' }],
  ['Example <no-reply@example.com>', { name: 'Example', address: 'no-reply@example.com' }],
  ['Müller & Söhne <post@example.com>', { name: 'Müller & Söhne', address: 'post@example.com' }],
  ['<no-reply@example.com>', { name: '', address: 'no-reply@example.com' }],
  ['root@localhost', { name: '', address: 'root@localhost' }],
])('%j is a mailbox', (text, mailbox) => {
  expect(parseMailbox(text)).toEqual(mailbox);
});

test.each([
  '',
  'Example',
  'a@b@c.test',
  'Example <a@x.test> b',
  '"Example" <a@x.test>',
  'A <a@x.test>, B <b@x.test>',
  'A\r\n <a@x.test>',
])('%j is no mailbox', (text) => {
  expect(parseMailbox(text)).toBeUndefined();
});

test('labels of 63 characters and addresses of 254 are the longest', () => {
  expect(isPlainAddress(`a@${'b'.repeat(63)}.test`)).toBe(true);
  expect(isPlainAddress(`a@${'b'.repeat(64)}.test`)).toBe(false);
  const domain = `${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;
  expect(isPlainAddress(`${'a'.repeat(64)}@${domain}`)).toBe(true);
  expect(isPlainAddress(`${'a'.repeat(64)}@${domain}d`)).toBe(false);
});

test('letters beyond ASCII may stand before the @, and only there', () => {
  expect(isPlainAddress('jürgen@example.test')).toBe(true);
  expect(isPlainAddress('a@exämple.test')).toBe(false);
});
