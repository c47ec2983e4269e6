import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { typeOf } from './schema-type.js';
import { operationsOf, sdkDocument } from './sdk-document.js';
import { sdkFiles } from './sdk-files.js';

const sdk = new URL('../../../../../packages/sdk/src/', import.meta.url);
const files = sdkFiles(sdkDocument());

test('the types of the SDK are what the document says now; else run write-sdk-files.js', () => {
  const stored = readdirSync(new URL('generated/', sdk));
  expect(stored.toSorted()).toEqual(Object.keys(files).toSorted());
  for (const name of stored) expect(readFileSync(new URL(`generated/${name}`, sdk), 'utf8')).toBe(files[name]);
});

test('the table has every operation of applications, and the SDK exports every type', () => {
  const operations = operationsOf(sdkDocument());
  expect(operations.length).toBeGreaterThan(40);
  for (const { name } of operations) expect(files['operations.ts']).toContain(`  '${name}': {`);
  const { 'operations.ts': _table, ...others } = files;
  const index = readFileSync(new URL('index.ts', sdk), 'utf8');
  for (const text of Object.values(others)) {
    for (const [, name] of text.matchAll(/^export (?:type|interface) (\w+)/gm)) {
      expect(index).toMatch(new RegExp(`\\b${name}\\b`));
    }
  }
});

const context = { refer: () => undefined, isInput: false };

test.each([
  [{ type: 'string', enum: ['a', 'b'] }, "'a' | 'b'"],
  [{ type: ['string', 'null'], enum: ['a', null] }, "'a' | null"],
  [{ type: 'array', items: { type: ['integer', 'null'] } }, 'readonly (number | null)[]'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Readonly<Record<string, number>>'],
  [{ allOf: [{ $ref: '#/components/schemas/Factor' }, { description: 'One.' }] }, 'Factor'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'boolean' } }, required: ['a'] },
    "{\n  readonly a: string;\n  readonly 'b-c'?: boolean;\n}",
  ],
])('%j becomes a type', (schema, type) => {
  expect(typeOf(schema, context)).toBe(type);
});

test('what has no type is refused', () => {
  expect(() => typeOf({ type: 'tuple' }, context)).toThrow('There is no type for {"type":"tuple"}');
  expect(() => typeOf({ allOf: [{ type: 'string' }] }, context)).toThrow('There is no type');
});
