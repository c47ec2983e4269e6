import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { errorCatalogue } from '@otpost/core/errors';
import { errorsPage } from './errors-page.js';
import { errorsText } from './errors-text.js';

const codes = Object.keys(errorCatalogue);
const stored = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');

test('docs/errors.md tells of every error code, of no other, and what the guide says now', () => {
  const headings = [...stored.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual(codes);
  expect(stored).toBe(errorsText());
});

test('the page that problems point to has a place for every error code', () => {
  for (const code of codes) expect(errorsPage).toContain(`<section id="${code}">`);
});
