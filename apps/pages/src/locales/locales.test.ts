import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const folder = new URL('./', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>;
const english = read('en.json');
const others = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'en.json');

/** Words that a language took over from English as they are. */
const sameOnPurpose = new Set(['de.json type.passkey']);
const placeholders = (text: string | undefined): string[] => (text?.match(/\{\{\w+\}\}/g) ?? []).toSorted();

test('the pages speak the languages of the messages', () => {
  const messages = readdirSync(new URL('../../../../config/locales/', folder));
  expect([...others, 'en.json'].toSorted()).toEqual(messages.toSorted());
});

describe.each(others)('%s', (name) => {
  const strings = read(name);

  test('has every string, and no other', () => {
    expect(Object.keys(strings)).toEqual(Object.keys(english));
  });

  test('leaves nothing in English', () => {
    const same = Object.keys(english).filter((key) => strings[key] === english[key]);
    expect(same.filter((key) => !sameOnPurpose.has(`${name} ${key}`))).toEqual([]);
  });

  test('keeps every placeholder', () => {
    const lost = Object.keys(english).filter(
      (key) => placeholders(strings[key]).join() !== placeholders(english[key]).join(),
    );
    expect(lost).toEqual([]);
  });
});
