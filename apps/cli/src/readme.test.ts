import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { commandTable } from './command-table.js';
import { housePath } from './house.js';

test('the table in README.md has every command and no other', () => {
  const rows = readFileSync(housePath('README.md'), 'utf8').matchAll(/^\| `\.\/otpost ([a-z]+)` \|/gm);
  expect([...rows].map(([, name]) => name).toSorted()).toEqual(Object.keys(commandTable).toSorted());
});
