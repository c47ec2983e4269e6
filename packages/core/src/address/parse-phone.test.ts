import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parsePhone } from './parse-phone.js';

function parsed(raw: string) {
  const result = parsePhone(raw);
  return result.ok ? result.address : result.reason;
}

describe('accepted as one canonical number', () => {
  test.each([
    ['+14155550123', 'US', 'FIXED_LINE_OR_MOBILE'],
    ['+4915123456789', 'DE', 'MOBILE'],
    ['+38631234567', 'SI', 'MOBILE'],
    ['+390236618300', 'IT', 'FIXED_LINE'],
  ])('%s stays as it is, with its country and type', (raw, country, numberType) => {
    expect(parsed(raw)).toMatchObject({ channel: 'sms', canonical: raw, country, numberType });
  });

  test.each([
    ['+1 (415) 555-0123'],
    ['+1 415.555.0123'],
    ['+1-415-555-0123'],
    ['\uff0b\uff11\uff14\uff11\uff15\uff15\uff15\uff15\uff10\uff11\uff12\uff13'],
    ['\uff0b\uff11\u3000\uff08\uff14\uff11\uff15\uff09\uff15\uff15\uff15\uff0d\uff10\uff11\uff12\uff13'],
  ])('%s is +14155550123', (raw) => {
    expect(parsed(raw)).toEqual({
      channel: 'sms',
      canonical: '+14155550123',
      identity: '+14155550123',
      folded: '+14155550123',
      masked: '+1415***0123',
      country: 'US',
      numberType: 'FIXED_LINE_OR_MOBILE',
    });
  });

  test.each([
    ['+12462501234', 'BB'],
    ['+18762101234', 'JM'],
    ['+77012345678', 'KZ'],
    ['+447797712345', 'JE'],
    ['+447797123456', 'JE'],
  ])('%s, under a shared country code, has its own country %s', (raw, country) => {
    expect(parsed(raw)).toMatchObject({ canonical: raw, country });
  });

  test.each([
    ['+979123456789', 'PREMIUM_RATE'],
    ['+88213300655', 'VOIP'],
    ['+881612345678', 'MOBILE'],
    ['+870773111632', 'MOBILE'],
    ['+80012345678', 'TOLL_FREE'],
    ['+80812345678', 'SHARED_COST'],
  ])('%s, which belongs to no country, has the country null', (raw, numberType) => {
    expect(parsed(raw)).toMatchObject({ country: null, numberType });
  });

  test.each([
    ['+19005551234', 'PREMIUM_RATE'],
    ['+447012345678', 'PERSONAL_NUMBER'],
  ])('%s is valid and carries its type %s, for the gate to refuse', (raw, numberType) => {
    expect(parsed(raw)).toMatchObject({ numberType });
  });
});

const noPlus = 'must start with + and the country code, such as +14155550123';
const badCharacter = 'may hold digits, spaces, dots, dashes and brackets only';
const notInUse = 'is not a phone number that is in use';
const tooLong = 'is too long for a phone number';

describe('refused with a reason', () => {
  test.each([
    ['an empty string', '', noPlus],
    ['a space', ' ', noPlus],
    ['a plus alone', '+', badCharacter],
    ['a country code alone', '+1', notInUse],
    ['a country code that starts with 0', '+0123456789', notInUse],
    ['a call prefix for the plus', '00441234', noPlus],
    ['a digit too few', '+1415555012', notInUse],
    ['16 digits', '+1234567890123456', 'has more than 15 digits'],
    ['an extension', '+14155550123;ext=5', badCharacter],
    ['an extension in words', '+14155550123 ext 5', badCharacter],
    ['a tel link', 'tel:+14155550123', noPlus],
    ['Devanagari digits', '+\u0967\u096a\u0967\u096b\u096b\u096b\u096b\u0966\u0967\u0968\u0969', badCharacter],
    ['superscript digits', '+1415555012\u00b3', badCharacter],
    ['a zero-width space', '+1415555\u200b0123', badCharacter],
    ['a right-to-left mark', '\u200f+14155550123', noPlus],
    ['a right-to-left mark at the end', '+14155550123\u200f', badCharacter],
    ['a header injection', '+14155550123\r\nBcc:x', badCharacter],
    ['a line break at the end', '+14155550123\n', badCharacter],
    ['two numbers', '+14155550123,+14155550124', badCharacter],
    ['a short code', '12345', noPlus],
    ['an emergency number', '911', noPlus],
    ['another emergency number', '112', noPlus],
    ['a sender name', 'OTPOST', noPlus],
    ['a vanity number', '+1415FLOWERS', badCharacter],
    ['a NUL in front', '\u0000+14155550123', noPlus],
    ['a NUL at the end', '+14155550123\u0000', badCharacter],
    ['a national number', '0415 555 0123', noPlus],
    ['a reserved area code', '+15555550123', notInUse],
    ['satellite numbers that nobody has', '+88161234567', notInUse],
    ['an unassigned country code', '+999123456', notInUse],
    ['a national prefix', '+44(0)7911123456', 'must be written without the national prefix'],
    ['10 MB', `+${'1'.repeat(10_000_000)}`, tooLong],
    ['40 dashes', `+1${'-'.repeat(39)}`, tooLong],
  ])('%s', (_, raw, reason) => {
    expect(parsePhone(raw)).toEqual({ ok: false, reason });
  });

  test.each([[['+14155550123']], [{ $ne: null }], [14155550123], [1e11], [null], [true], [undefined]])(
    'a value that is no string: %j',
    (raw) => {
      expect(parsePhone(raw)).toEqual({ ok: false, reason: 'must be a string' });
    },
  );
});

const separator = fc.constantFrom('', '', ' ', '-', '.', '(', ')');

test('separators between the digits never change the number', () => {
  const digits = fc.constantFrom('14155550123', '4915123456789', '447911123456', '819012345678', '881612345678');
  fc.assert(
    fc.property(digits, fc.array(separator, { minLength: 14, maxLength: 14 }), (number, separators) => {
      const written = number
        .split('')
        .map((digit, index) => `${separators[index] ?? ''}${digit}`)
        .join('');
      expect(parsed(`+${written}`)).toMatchObject({ canonical: `+${number}` });
    }),
  );
});

test('whatever is accepted keeps its digits, and is E.164', () => {
  const start = fc.constantFrom('+1', '+44', '+49', '+7', '+881', '+39', '+52', '+54');
  const rest = fc.string({ unit: fc.constantFrom(...Array.from('0123456789 -().')), minLength: 5, maxLength: 14 });
  fc.assert(
    fc.property(start, rest, (prefix, suffix) => {
      const result = parsePhone(prefix + suffix);
      fc.pre(result.ok);
      expect(result.address.canonical).toBe(`+${(prefix + suffix).replaceAll(/\D/g, '')}`);
      expect(result.address.canonical).toMatch(/^\+[1-9][0-9]{4,14}$/);
    }),
    { numRuns: 2_000 },
  );
});
