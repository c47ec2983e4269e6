import { expect, test } from '@jest/globals';
import { hostLine } from './host-line.js';

test('it is an @, the host, one space, a hash and the code', () => {
  expect(hostLine('login.example.com', '012345')).toBe('@login.example.com #012345');
});

test.each([
  '',
  'localhost',
  'Example.com',
  'https://example.com',
  'example.com:443',
  'example.com #1',
  'ex\u00e4mple.de',
  'a.com\n@b.com',
])('the host %j is refused', (host) => {
  expect(() => hostLine(host, '123456')).toThrow('The host of an SMS must be a lower-case host name.');
});

test.each(['', '12#456', '123 456', '123456\n', '123456 @evil.com'])('the code %j is refused', (code) => {
  expect(() => hostLine('example.com', code)).toThrow('A code is made of letters and digits.');
});
