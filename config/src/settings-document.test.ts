import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { applicationSettingsSchema, defaultApplicationSettings } from '@otpost/core/settings/application-settings';
import { z } from 'zod';
import { operatorSchema } from './operator-schema.js';
import { variableDocumentation } from './variable.js';

/** A part of a JSON Schema; only what is read here. */
interface Part {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly anyOf?: readonly Part[];
  readonly enum?: readonly string[];
  readonly const?: number;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Row {
  readonly defaultText: string;
  readonly bounds: string;
}

/** The rows of every table whose first cell is a name in back-quotes. */
function readRows(document: string): Map<string, Row> {
  const text = readFileSync(new URL(`../../docs/${document}`, import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Za-z_.]+)` \|([^|]*)\|([^|]*)\|/gm)];
  return new Map(
    rows.map(([, name = '', defaultText = '', bounds = '']) => [
      name,
      { defaultText: defaultText.trim().replaceAll('`', ''), bounds: bounds.trim() },
    ]),
  );
}

/** `totp.digits` and the like, each with its schema; a group is told by its parts. */
function leavesOf(part: Part, path = ''): [name: string, part: Part][] {
  if (part.properties === undefined) return [[path, part]];
  return Object.entries(part.properties).flatMap(([name, inner]) => leavesOf(inner, path ? `${path}.${name}` : name));
}

/** What the table must say of the bounds; undefined where only words can tell. */
function boundsOf({ type, minimum, maximum, enum: values, anyOf = [] }: Part): string | undefined {
  if (type === 'integer') return `${minimum} to ${maximum}`;
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (anyOf.length > 0 && anyOf.every((one) => one.const !== undefined)) {
    return anyOf.map((one) => `\`${one.const}\``).join(', ');
  }
  const [number] = anyOf.filter((one) => one.type === 'integer');
  return number && `${boundsOf(number)}, or \`null\``;
}

const valueAt = (path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], defaultApplicationSettings);

describe('docs/admin-api.md', () => {
  const rows = readRows('admin-api.md');
  const leaves = leavesOf(z.toJSONSchema(applicationSettingsSchema, { io: 'input' }) as Part);

  test('has a row for every setting of an application, and none for one that does not exist', () => {
    expect([...rows.keys()].toSorted()).toEqual(leaves.map(([name]) => name).toSorted());
  });

  test.each(leaves)('tells the default of %s', (name) => {
    expect(rows.get(name)?.defaultText).toBe(JSON.stringify(valueAt(name)));
  });

  const bounded = leaves.flatMap(([name, part]) => {
    const bounds = boundsOf(part);
    return bounds === undefined ? [] : [[name, bounds] as const];
  });

  test.each(bounded)('tells the bounds of %s', (name, bounds) => {
    expect(rows.get(name)?.bounds).toBe(bounds);
  });
});

test('docs/operations.md has a row for every variable of an operator, with its default', () => {
  const rows = readRows('operations.md');
  const variables = [...rows].filter(([name]) => name in operatorSchema.shape || name.startsWith('OTPOST_'));
  const fallbacks = Object.entries(operatorSchema.shape).map(([name, schema]) => [
    name,
    variableDocumentation.get(schema)?.fallback ?? '',
  ]);
  expect(variables.map(([name, { defaultText }]) => [name, defaultText])).toEqual(fallbacks);
});
