import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAddress } from './parse-address.js';

const badInputs = [
  '',
  '+',
  '+0123456789',
  '+14155550123\r\nBcc:x',
  'a@x.com\r\nBcc: v@y',
  '"a b"@x.com',
  'a@[127.0.0.1]',
  '=?utf-8?Q?a?=@x.com',
  '}{:*\u0000',
  '\u202e+14155550123',
  '\ud800',
];
const anyText = fc.oneof(
  fc.constantFrom(...badInputs),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from('+0123456789 @.-abAB\r\n<>",;%()\u00e4\u200b')) }),
);
const channels = ['email', 'sms'] as const;

test.each(channels)('on %s nothing makes the parser throw, and an address holds one destination only', (channel) => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const result = parseAddress(channel, raw);
      if (!result.ok) return expect(result.reason).not.toBe('');
      return expect(result.address.canonical).toMatch(
        channel === 'sms' ? /^\+[1-9][0-9]{4,14}$/ : /^[!-?A-~]+@[a-z0-9.-]+\.[a-z0-9-]+$/,
      );
    }),
    { numRuns: 3_000 },
  );
});

describe('one canonical form', () => {
  const numbers = fc.constantFrom('+14155550123', '+49 151 23456789', '+44 7911 123456', '+881 6 12345678');
  const local = fc.stringMatching(/^[A-Za-z0-9_+'#-]{1,20}(\.[A-Za-z0-9_+'#-]{1,20}){0,2}$/);
  const domain = fc.stringMatching(/^[A-Za-z0-9\u00e4\u00f6\u00e9]{1,20}(\.[A-Za-z0-9]{1,20}){0,2}\.[A-Za-z]{2,8}$/);
  const mailboxes = fc.tuple(local, domain).map((parts) => parts.join('@'));

  test.each([
    ['sms', numbers],
    ['email', mailboxes],
  ] as const)('on %s a canonical form parses to itself, with the same keys', (channel, raws) => {
    fc.assert(
      fc.property(raws, (raw) => {
        const first = parseAddress(channel, raw);
        fc.pre(first.ok);
        expect(parseAddress(channel, first.address.canonical)).toEqual(first);
        const { identity, folded } = first.address;
        expect(parseAddress(channel, identity)).toMatchObject({ ok: true, address: { identity, folded } });
      }),
    );
  });

  test('the spelling of case and of composed letters never makes a second identity', () => {
    fc.assert(
      fc.property(mailboxes, (raw) => {
        const plain = parseAddress('email', raw);
        const at = raw.indexOf('@');
        const other = parseAddress(
          'email',
          raw.slice(0, at).toUpperCase() + raw.slice(at).toUpperCase().normalize('NFD'),
        );
        fc.pre(plain.ok && other.ok);
        expect(other.address.identity).toBe(plain.address.identity);
        expect(other.address.folded).toBe(plain.address.folded);
      }),
    );
  });
});
