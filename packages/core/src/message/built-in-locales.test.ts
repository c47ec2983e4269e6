import { describe, expect, test } from '@jest/globals';
import { builtInCatalogue, builtInFiles } from './built-in-catalogue.fixture.js';
import { countSegments, findNonGsmCharacters } from './sms-segments.js';

/** Every string of a locale by its path; the counted words apart, since languages differ in their forms. */
function stringsOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  const entries = Object.entries(value as Record<string, unknown>).filter(
    ([key]) => key !== 'minutes' && key !== 'hours',
  );
  return new Map(entries.flatMap(([key, inner]) => [...stringsOf(inner, path === '' ? key : `${path}.${key}`)]));
}

const english = stringsOf(builtInFiles.en);
const tags = Object.keys(builtInFiles).filter((tag) => tag !== 'en') as (keyof typeof builtInFiles)[];
const gsmTags = ['en', 'de', 'fr', 'es', 'pt'] as const;
/** The same in every language by nature. */
const maySoundEnglish = new Set(['direction', 'sentenceSeparator']);

test('the nine locales of the design come with Otpost', () => {
  expect(builtInCatalogue.tags).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh-Hans', 'zh-Hant']);
});

describe.each(tags)('%s', (tag) => {
  const strings = stringsOf(builtInFiles[tag]);

  test('has the keys of English', () => {
    expect([...strings.keys()]).toEqual([...english.keys()]);
  });

  test('has no string left in English', () => {
    const same = [...strings].filter(([path, text]) => english.get(path) === text && !maySoundEnglish.has(path));
    expect(same).toEqual([]);
  });

  test('has a form for every count of minutes and hours', () => {
    const { pluralRules, strings: locale } = builtInCatalogue.get(tag);
    const categories = new Set(Array.from({ length: 1440 }, (_, index) => pluralRules.select(index + 1)));
    for (const category of categories) {
      expect(locale.minutes[category]).toBeDefined();
      expect(locale.hours[category]).toBeDefined();
    }
  });
});

test('only Arabic runs from right to left', () => {
  const rightToLeft = builtInCatalogue.tags.filter((tag) => builtInCatalogue.get(tag).strings.direction === 'rtl');
  expect(rightToLeft).toEqual(['ar']);
});

test('the two Chinese scripts are not mixed up', () => {
  expect(builtInFiles['zh-Hans'].sms.code.plain).toContain('\u9a8c\u8bc1\u7801');
  expect(builtInFiles['zh-Hant'].sms.code.plain).toContain('\u9a57\u8b49\u78bc');
});

describe.each(gsmTags)('%s by SMS', (tag) => {
  const { sms, purposes, minutes, hours, binding, test: testMessage } = builtInFiles[tag];

  test('needs no character outside GSM-7', () => {
    const parts = [sms, purposes, minutes, hours, binding, testMessage.text];
    expect(findNonGsmCharacters(parts.flatMap((part) => [...stringsOf(part).values()]).join(''))).toEqual([]);
  });
});

test.each(builtInCatalogue.tags)('the test message in %s fits one segment', (tag) => {
  expect(countSegments(builtInCatalogue.get(tag).strings.test.text).segments).toBe(1);
});
