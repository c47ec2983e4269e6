import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseEmail } from './parse-email.js';

function canonical(raw: string): string {
  const result = parseEmail(raw);
  return result.ok ? result.address.canonical : `refused: ${result.reason}`;
}

describe('accepted', () => {
  test('one mailbox, with its identity, its folded key and its mask', () => {
    expect(parseEmail('Anna.Lee+shop@Example.COM')).toEqual({
      ok: true,
      address: {
        channel: 'email',
        canonical: 'Anna.Lee+shop@example.com',
        identity: 'anna.lee+shop@example.com',
        folded: 'anna.lee@example.com',
        masked: 'A***@e***.com',
        country: null,
        numberType: null,
      },
    });
  });

  test.each([
    ["o'brien@example.ie", "o'brien@example.ie"],
    ['a=b#c$d&e*f/g?h^i_j{k}l~m@x.com', 'a=b#c$d&e*f/g?h^i_j{k}l~m@x.com'],
    ['a@mail.example.co.uk', 'a@mail.example.co.uk'],
    ['a@b--c.com', 'a@b--c.com'],
    ['u@ex\u00e4mple.de', 'u@xn--exmple-cua.de'],
    ['u@exa\u0308mple.de', 'u@xn--exmple-cua.de'],
    ['u@EX\u00c4MPLE.de', 'u@xn--exmple-cua.de'],
    ['u@fa\u00df.de', 'u@xn--fa-hia.de'],
    ['u@xn--exmple-cua.de', 'u@xn--exmple-cua.de'],
    ['u@\uff45\uff58.com', 'u@ex.com'],
    ['u@\u0440\u0444.\u0440\u0444', 'u@xn--p1ai.xn--p1ai'],
  ])('%s is %s', (raw, expected) => {
    expect(canonical(raw)).toBe(expected);
  });

  test('a homograph domain stays another domain, visible as its A-label', () => {
    expect(canonical('u@\u0430pple.com')).toBe('u@xn--pple-43d.com');
    expect(canonical('u@xn--80ak6aa92e.com')).toBe('u@xn--80ak6aa92e.com');
  });

  test('64 characters before the @ and 254 in all', () => {
    const local = 'a'.repeat(64);
    const longest = `${local}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`;
    expect(longest).toHaveLength(254);
    expect(canonical(longest)).toBe(longest);
  });
});

const badLocal = 'holds a character before the @ that is not allowed there';
const badDomain = 'must end in a domain name, such as example.com';
const badAt = 'must hold exactly one @';

describe('refused with a reason', () => {
  test.each([
    ['nothing', '', badAt],
    ['no @', 'ax.com', badAt],
    ['two @', 'a@b@x.com', badAt],
    ['nothing before the @', '@x.com', badLocal],
    ['nothing after the @', 'a@', badDomain],
    ['one label', 'a@b', badDomain],
    ['localhost', 'a@localhost', badDomain],
    ['an IPv4 literal', 'a@[127.0.0.1]', badDomain],
    ['an IPv6 literal', 'a@[IPv6:::1]', badDomain],
    ['an IPv4 address', 'a@127.0.0.1', badDomain],
    ['a hexadecimal address', 'a@0x7f.1', badDomain],
    ['a numeric top label', 'a@x.123', badDomain],
    ['quotes', '"a b"@x.com', badLocal],
    ['a line break in quotes', '"a\r\n"@x.com', badLocal],
    ['a header injection', 'a@x.com\r\nBcc: v@y', badAt],
    ['a header injection without a second @', 'a@x.com\r\nBcc: v', badDomain],
    ['an encoded header injection', 'a@x.com%0d%0aBcc:', badDomain],
    ['a percent escape in the domain', 'a@ex%61mple.com', badDomain],
    ['a list with a comma', 'a@x.com,b@y.com', badAt],
    ['a list with a semicolon', 'a@x.com;b@y.com', badAt],
    ['angle brackets', '<a@x.com>', badLocal],
    ['a display name', 'Name <a@x.com>', badLocal],
    ['a comment', 'a@x.com (comment)', badDomain],
    ['a group', 'g:a@x,b@y;', badAt],
    ['an encoded word', '=?utf-8?Q?a?=@x.com', badLocal],
    ['65 characters before the @', `${'a'.repeat(65)}@x.com`, 'has more than 64 characters before the @'],
    ['255 in all', `a@${`${'b'.repeat(60)}.`.repeat(4)}abcdefcom`, 'is longer than 254 characters'],
    ['255 only as A-labels', `a@${'\u00e4b.'.repeat(60)}com`, 'is longer than 254 characters'],
    ['a label of 64', `a@${'b'.repeat(64)}.com`, badDomain],
    ['an international local part', '\u00fc@ex\u00e4mple.de', badLocal],
    ['a Kelvin sign', '\u212a@x.com', badLocal],
    ['a trailing dot', 'a@x.com.', badDomain],
    ['an empty label', 'a@x..com', badDomain],
    ['a leading dot in the domain', 'a@.x.com', badDomain],
    ['two dots', 'a..b@x.com', badLocal],
    ['a leading dot', '.a@x.com', badLocal],
    ['a dot before the @', 'a.@x.com', badLocal],
    ['an emoji', '\u{1f600}@x.com', badLocal],
    ['an emoji domain', 'a@\u{1f4a9}.la', badDomain],
    ['a zero-width space', 'a\u200b@x.com', badLocal],
    ['a zero-width space in the domain', 'a@ex\u200bample.com', badDomain],
    ['a NUL', 'a\u0000@x.com', badLocal],
    ['a NUL at the end', 'a@x.com\u0000', badDomain],
    ['a line separator', 'a@x.com\u2028', badDomain],
    ['a lone surrogate', 'a@\ud800.com', badDomain],
    ['an option for a mail program', '-oQx@x.com', badLocal],
    ['a pipe', '|cmd@x.com', badLocal],
    ['a back-quote', '`cmd`@x.com', badLocal],
    ['a percent route', 'a%b@x.com', badLocal],
    ['a bang route', 'host!a@x.com', badLocal],
    ['a space in front', ' a@x.com', badLocal],
    ['a space at the end', 'a@x.com ', badDomain],
    ['a path', 'a@x.com/y', badDomain],
    ['a port', 'a@x.com:25', badDomain],
    ['an underscore in the domain', 'a@x_y.com', badDomain],
    ['a dash at the end of a label', 'a@x-.com', badDomain],
    ['a broken A-label', 'a@xn--a.com', badDomain],
    ['10 MB', `${'a'.repeat(10_000_000)}@x.com`, 'is longer than 254 characters'],
  ])('%s', (_, raw, reason) => {
    expect(parseEmail(raw)).toEqual({ ok: false, reason });
  });

  test.each([[['a@x.com']], [{ $ne: null }], [1], [null], [true], [undefined]])(
    'a value that is no string: %j',
    (raw) => {
      expect(parseEmail(raw)).toEqual({ ok: false, reason: 'must be a string' });
    },
  );
});

function keys(raw: string) {
  const result = parseEmail(raw);
  if (!result.ok) throw new Error(result.reason);
  return { identity: result.address.identity, folded: result.address.folded };
}

describe('keys for limits', () => {
  test('upper and lower case share one identity', () => {
    expect(keys('A.B@X.COM')).toEqual(keys('a.b@x.com'));
  });

  test('plus tags have their own identities and share the folded key', () => {
    expect(keys('anna+1@x.com')).toEqual({ identity: 'anna+1@x.com', folded: 'anna@x.com' });
    expect(keys('anna+2@x.com').folded).toBe('anna@x.com');
  });

  test.each(['a.b+1@gmail.com', 'ab@gmail.com', 'A.B@googlemail.com', 'a.b+x+y@Gmail.com'])(
    'the Gmail spelling %s shares the folded key of ab@gmail.com',
    (raw) => {
      expect(keys(raw).folded).toBe('ab@gmail.com');
      expect(keys(raw).identity).toBe(raw.toLowerCase());
    },
  );

  test('elsewhere dots count, and a leading plus is no tag', () => {
    expect(keys('a.b@x.com').folded).toBe('a.b@x.com');
    expect(keys('+tag@x.com').folded).toBe('+tag@x.com');
  });
});

test('a domain that is plain already is judged as the same one in capitals, which is translated', () => {
  const label = fc.string({ unit: fc.constantFrom(...'abxn019-'.split('')), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), (labels) => {
      const domain = labels.join('.');
      expect(canonical(`u@${domain}`)).toBe(canonical(`u@${domain.toUpperCase()}`));
    }),
    { numRuns: 2_000 },
  );
});
