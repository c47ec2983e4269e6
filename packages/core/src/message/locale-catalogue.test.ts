import { expect, test } from '@jest/globals';
import { builtInCatalogue, builtInFiles } from './built-in-catalogue.fixture.js';
import { durationText } from './duration-text.js';
import { createLocaleCatalogue } from './locale-catalogue.js';

const { en } = builtInFiles;

test('an unknown tag gets English', () => {
  expect(builtInCatalogue.get('tlh').tag).toBe('en');
  expect(builtInCatalogue.get('constructor').tag).toBe('en');
});

test('every fault of every file is named with its locale and key, at once', () => {
  const bad = {
    en: { ...en, sms: { ...en.sms, warning: 'See example.com' } },
    de: { ...en, binding: 'no placeholders', surplus: 1 },
    fr: 'nothing',
    not_a_tag: en,
  };
  expect(() => createLocaleCatalogue(bad)).toThrow(
    [
      'Bad locale files.',
      'en: sms.warning: must not hold a link',
      'de: binding: must hold each of these once, and no other: {{amount}}, {{payee}}',
      'de: : Unrecognized key: "surplus"',
      'fr: : Invalid input: expected object, received string',
      'not_a_tag: is not a language tag such as de or zh-Hant',
      'en: is missing, and every other locale falls back to it',
    ].join('\n'),
  );
});

test.each([
  ['a placeholder too many', { ...en, email: { ...en.email, warning: 'Never share {{code}}.' } }],
  ['a placeholder twice', { ...en, binding: '{{amount}} {{amount}} {{payee}}' }],
  ['a second line', { ...en, email: { ...en.email, warning: 'One\ntwo' } }],
  ['another direction', { ...en, direction: 'up' }],
  ['an empty string', { ...en, name: '' }],
  ['a count of another name', { ...en, minutes: { other: '{{minutes}} min' } }],
])('a locale with %s is refused', (_, file) => {
  expect(() => createLocaleCatalogue({ en: file })).toThrow('Bad locale files.');
});

test('an operator may add a language and purposes of an application', () => {
  const purposes = { ...en.purposes, 'delete-project': 'to delete the project' };
  const catalogue = createLocaleCatalogue({ en, 'sl-SI': { ...en, purposes } });
  expect(catalogue.tags).toEqual(['en', 'sl-SI']);
  expect(catalogue.get('sl-SI').strings.purposes['delete-project']).toBe('to delete the project');
});

test.each([
  ['en', 1, '1 minute'],
  ['en', 10, '10 minutes'],
  ['en', 60, '60 minutes'],
  ['en', 90, '90 minutes'],
  ['en', 120, '2 hours'],
  ['en', 1440, '24 hours'],
  ['de', 1, '1 Minute'],
  ['de', 5, '5 Minuten'],
  ['ja', 10, '10\u5206\u9593'],
  ['ar', 1, '\u062f\u0642\u064a\u0642\u0629 \u0648\u0627\u062d\u062f\u0629'],
  ['ar', 2, '\u062f\u0642\u064a\u0642\u062a\u064a\u0646'],
  ['ar', 10, '10 \u062f\u0642\u0627\u0626\u0642'],
  ['ar', 11, '11 \u062f\u0642\u064a\u0642\u0629'],
  ['ar', 100, '100 \u062f\u0642\u064a\u0642\u0629'],
])('in %s, %d minutes are %s', (tag, minutes, expected) => {
  expect(durationText(minutes, builtInCatalogue.get(tag))).toBe(expected);
});
