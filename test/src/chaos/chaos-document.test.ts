import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { chaosCases } from './chaos-cases.js';
import { invariants } from './invariants.js';

const text = readFileSync(new URL('../../../docs/operations/chaos.md', import.meta.url), 'utf8');

test('the guide names every case with its rows and what it does, and every promise', () => {
  for (const { name, rows, what } of chaosCases)
    expect(text).toContain(`| \`${name}\` | ${rows.join(', ')} | ${what} |`);
  expect(text.match(/^\| `[a-z-]+` \| M/gm)).toHaveLength(chaosCases.length);
  for (const { id } of invariants) expect(text).toContain(`| ${id} |`);
});
