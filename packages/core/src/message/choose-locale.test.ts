import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chooseLocale } from './choose-locale.js';

const available = ['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh-Hans', 'zh-Hant'];

test.each([
  ['de', 'de'],
  ['DE', 'de'],
  ['de-AT', 'de'],
  ['de_AT', 'de'],
  ['pt-BR', 'pt'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-hant-hk', 'zh-Hant'],
  ['ar-EG-u-nu-arab', 'ar'],
])('%s finds %s', (requested, expected) => {
  expect(chooseLocale(requested, 'fr', available)).toBe(expected);
});

test('the most exact locale comes first', () => {
  expect(chooseLocale('sl-SI', 'en', ['en', 'sl', 'sl-SI'])).toBe('sl-SI');
  expect(chooseLocale('sl-SI', 'en', ['en', 'sl'])).toBe('sl');
});

test.each([
  ['sl-SI'],
  ['tlh'],
  [''],
  ['../../etc'],
  ['*'],
  ['en;q=0.8, de'],
  ['\u0000'],
  ['x'.repeat(10_000)],
  ['__proto__'],
  ['constructor'],
  [null],
  [undefined],
])('%s falls through to the default of the application', (requested) => {
  expect(chooseLocale(requested, 'fr-CH', available)).toBe('fr');
});

test('without a usable default it is English', () => {
  expect(chooseLocale('sl', 'xx-YY', available)).toBe('en');
  expect(chooseLocale(null, null, available)).toBe('en');
});

test('no tag makes it throw, and the answer is always available', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}$/)),
      (tag) => {
        expect(available).toContain(chooseLocale(tag, tag, available));
      },
    ),
  );
});
