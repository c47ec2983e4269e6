import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { metricCatalogue } from './metric-catalogue.js';

test('docs/operations.md has a row for every metric with its labels, and none for one that does not exist', () => {
  const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(otpost_[a-z_]+)` \|([^|]*)\|/gm)];
  const documented = rows.map(([, name, labels = '']) => `${name} ${labels.trim()}`);
  const catalogue = Object.values(metricCatalogue(new Registry())).map(nameAndLabels);
  expect(documented.toSorted()).toEqual(catalogue.toSorted());
});

/** prom-client keeps both on every metric, but tells of them in no type. */
function nameAndLabels(metric: object): string {
  const { name, labelNames } = metric as { readonly name: string; readonly labelNames: readonly string[] };
  return `${name} ${labelNames.join(', ')}`;
}
