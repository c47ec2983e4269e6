import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { spanKinds } from './record-span.js';
import { attributeNames, challengeName, noticeName, requestName } from './span-attributes.js';

const document = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
const section = document.split('### Traces\n')[1]?.split('\n### ')[0] ?? '';

/** The first cells of the table with this heading. */
function namesBelow(heading: string): string[] {
  const table = section.split(`| ${heading} |`)[1]?.split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `([a-z_.]+)` \|/gm)].map(([, name = '']) => name);
}

test('docs/operations.md names every span, and no other', () => {
  expect(namesBelow('span')).toEqual(Object.keys(spanKinds));
});

test('docs/operations.md names every attribute, and no other', () => {
  expect(namesBelow('attribute')).toEqual([challengeName, noticeName, requestName, ...Object.values(attributeNames)]);
});

test('docs/operations.md tells how a trace is found', () => {
  expect(section).toContain("printf 'otpost trace %s' ch_07... | sha256sum | cut -c1-32");
});
