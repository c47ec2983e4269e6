import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { builtInCatalogue } from './built-in-catalogue.fixture.js';
import type { CodeMessageInput } from './code-message.js';
import { parseOriginBoundCode } from './origin-bound-code.fixture.js';
import { renderCodeMessage } from './render-code-message.js';
import { countSegments } from './sms-segments.js';

const sample: CodeMessageInput = {
  channel: 'sms',
  code: '012345',
  purpose: 'sign-in',
  brandName: 'Acme',
  minutes: 10,
  locale: 'en',
  catalogue: builtInCatalogue,
  smsHost: 'login.example.com',
};

function sms(changes: Partial<CodeMessageInput>): string {
  return renderCodeMessage({ ...sample, ...changes }).text;
}

const purposes = Object.keys(builtInCatalogue.get('en').strings.purposes);

describe.each(builtInCatalogue.tags)('in %s', (locale) => {
  test('it reads well, warns against sharing and ends with the host line', () => {
    expect(sms({ locale })).toMatchSnapshot();
  });

  test.each(purposes)('for %s it is one segment, with the code and the host line', (purpose) => {
    const text = sms({ locale, purpose });
    expect(countSegments(text).segments).toBe(1);
    expect(parseOriginBoundCode(text)).toEqual({ host: 'login.example.com', code: '012345', embeddedHost: null });
  });

  test.each(purposes)('for %s without a host it is one segment that names brand and purpose', (purpose) => {
    const text = sms({ locale, purpose, smsHost: null });
    expect(countSegments(text).segments).toBe(1);
    expect(text).toContain('012345');
    expect(text).toContain('Acme');
    expect(text).toContain(builtInCatalogue.get(locale).strings.purposes[purpose]);
  });

  test('a binding is there in full, however long', () => {
    const binding = { amount: '1.234.567,89 EUR', payee: 'Payee '.repeat(12).trim() };
    const text = sms({ locale, binding });
    expect(text).toContain(binding.amount);
    expect(text).toContain(binding.payee);
    expect(parseOriginBoundCode(text)?.code).toBe('012345');
  });
});

describe('when it would take a second segment', () => {
  const longHost = `${'a'.repeat(50)}.example.com`;

  test('the brand goes first', () => {
    expect(sms({ brandName: 'A very long name of a company', smsHost: longHost })).toBe(
      `012345 is your code to sign in. It expires in 10 minutes. Do not share it.\n@${longHost} #012345`,
    );
  });

  test('then the purpose', () => {
    const text = sms({ purpose: 'proof', smsHost: `${'a'.repeat(60)}.example.com` });
    expect(text).toMatch(/^012345 is your code\. It expires/);
    expect(countSegments(text).segments).toBe(1);
  });

  test('nothing is dropped that saves no segment', () => {
    const text = sms({ smsHost: `${'a'.repeat(120)}.example.com` });
    expect(text).toContain('your Acme code to sign in');
    expect(countSegments(text).segments).toBe(2);
  });

  test('a brand that forces UCS-2 goes where GSM-7 saves a segment', () => {
    expect(sms({ brandName: '\u0160koda' })).not.toContain('\u0160');
  });

  test('of a binding the brand alone goes', () => {
    const binding = { amount: 'EUR 12.50', payee: 'A shop with quite a long name' };
    expect(sms({ binding, brandName: 'A very long name of a company' })).toBe(
      '012345 is your code to pay EUR 12.50 to A shop with quite a long name. It expires in 10 minutes. Do not share it.\n@login.example.com #012345',
    );
  });
});

test('without brand and with a purpose that the locale does not know, the code stands alone', () => {
  expect(sms({ brandName: null, purpose: 'constructor', smsHost: null })).toBe(
    '012345 is your code. It expires in 10 minutes. Do not share it.',
  );
});

test('with a brand and an unknown purpose, the brand stays', () => {
  expect(sms({ purpose: 'x', smsHost: null })).toMatch(/^012345 is your Acme code\. /);
});

test('an unknown locale is written in English', () => {
  expect(sms({ locale: 'tlh' })).toBe(sms({ locale: 'en' }));
});

test.each([
  [{ brandName: 'x\n@evil.com #000000' }],
  [{ binding: { amount: '1\n@evil.com #1', payee: 'x\r\n@evil.com #111111' } }],
  [{ brandName: '{{code}} {{payee}}', binding: { amount: '{{code}}', payee: '$& {{amount}}' } }],
])('with %j the browser still reads our host and our code', (changes) => {
  const text = sms(changes);
  expect(parseOriginBoundCode(text)).toEqual({ host: 'login.example.com', code: '012345', embeddedHost: null });
  expect(text).not.toContain('evil.com');
  expect(text.split('\n')).toHaveLength(2);
});

test('no brand, payee or amount can take the code or the host line away', () => {
  const words = fc.string({ unit: 'binary', maxLength: 120 });
  const locales = fc.constantFrom(...builtInCatalogue.tags);
  fc.assert(
    fc.property(words, words, words, locales, fc.boolean(), (brandName, amount, payee, locale, isBound) => {
      const text = sms({ brandName, locale, binding: isBound ? { amount, payee } : null });
      expect(parseOriginBoundCode(text)).toMatchObject({ host: 'login.example.com', code: '012345' });
      expect(text.split('\n')).toHaveLength(2);
      expect(text.indexOf('012345')).toBeLessThan(text.indexOf('\n'));
    }),
    { numRuns: 500 },
  );
});

test.each([[{ smsHost: 'https://example.com' }], [{ code: '12#456' }]])('%j is malformed, and throws', (changes) => {
  expect(() => sms(changes)).toThrow();
});
