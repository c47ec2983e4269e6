import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLocaleCatalogue } from '@otpost/core/message/locale-catalogue';
import { readLocales } from './read-locales.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'otpost-locales-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(name: string, content: unknown): void {
  writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
}

test('the built-in locales make a catalogue', () => {
  const { tags } = createLocaleCatalogue(readLocales(null));
  expect(tags).toEqual(expect.arrayContaining(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt', 'zh-Hans', 'zh-Hant']));
});

test("an operator's file adds a locale, or takes the place of a built-in one", () => {
  const { en } = readLocales(null);
  write('sl.json', { ...(en as object), name: 'Slovenščina' });
  write('de.json', { ...(en as object), name: 'Replaced' });
  write('notes.txt', 'not a locale');
  mkdirSync(join(directory, 'drafts'));
  const catalogue = createLocaleCatalogue(readLocales(directory));
  expect(catalogue.get('sl').strings.name).toBe('Slovenščina');
  expect(catalogue.get('de').strings.name).toBe('Replaced');
  expect(catalogue.get('fr').strings.name).toBe('Français');
  expect(catalogue.tags).not.toContain('notes');
});

test('a file that is not JSON is named', () => {
  write('sl.json', '{');
  expect(() => readLocales(directory)).toThrow(`The locale file ${join(directory, 'sl.json')} cannot be read as JSON.`);
});

test('a directory that is not there is an error, not an empty list', () => {
  expect(() => readLocales(join(directory, 'missing'))).toThrow('missing');
});
