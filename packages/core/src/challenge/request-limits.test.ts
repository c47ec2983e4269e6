import { describe, expect, test } from '@jest/globals';
import { ipSubject } from './request-limits.js';

describe('what one end user is counted by', () => {
  test('IPv4: the address', () => {
    expect(ipSubject('192.0.2.7')).toBe('192.0.2.7');
  });

  for (const address of [
    '2001:db8:1:2::1',
    '2001:db8:1:2:ffff::',
    '2001:0DB8:0001:0002:3:4:5:6',
    '2001:db8:1:2:a:b:c:d',
  ]) {
    test(`IPv6: the /64 of ${address}`, () => {
      expect(ipSubject(address)).toBe('2001:db8:1:2::/64');
    });
  }

  test('IPv6: another /64 is another user, and short forms are filled', () => {
    expect(ipSubject('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(ipSubject('::1')).toBe('0:0:0:0::/64');
    expect(ipSubject('fe80::1')).toBe('fe80:0:0:0::/64');
  });
});
