import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { z } from 'zod';
import { type House, startHouse } from '../servers/start-house.js';

const read = (path: string): string => readFileSync(new URL(`../../../config/${path}`, import.meta.url), 'utf8');

/** The part of Grafana's model that the dashboard uses. */
const dashboardSchema = z.looseObject({
  title: z.string(),
  uid: z.string(),
  panels: z.array(
    z.looseObject({
      id: z.int(),
      title: z.string(),
      gridPos: z.strictObject({ x: z.int().max(23), y: z.int(), w: z.int().max(24), h: z.int() }),
      targets: z.array(z.strictObject({ refId: z.string(), expr: z.string(), legendFormat: z.string() })).min(1),
    }),
  ),
});

/** Prometheus' own words for rules; another key is a typing error. */
const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Otpost[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string().min(20), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboard = dashboardSchema.parse(JSON.parse(read('dashboards/otpost.json')));
const rules = rulesSchema.parse(parse(read('alerts/otpost.rules.yml'))).groups.flatMap((group) => group.rules);
const queries: readonly (readonly [name: string, query: string])[] = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
];

let house: House;
let scraped: string;
beforeAll(async () => {
  house = await startHouse({ apis: 1, workers: 1, furnish: () => Promise.resolve() });
  const scrapes = [...house.apis, ...house.workers].map(async (process) => (await fetch(process.metricsUrl())).text());
  scraped = (await Promise.all(scrapes)).join('\n');
}, 60_000);
afterAll(() => house?.end());

describe('every query of the dashboard and of the alert rules', () => {
  test.each(queries)('%s is PromQL', (_name, query) => {
    const faults: string[] = [];
    parser.parse(query).iterate({
      enter: ({ type, from, to }) => {
        if (type.isError) faults.push(`at ${from}: ${query.slice(from, to + 20)}`);
      },
    });
    expect(faults).toEqual([]);
  });

  test.each(queries)('%s asks for what a scrape of API and worker holds', (_name, query) => {
    const asked = query.match(/\botpost_[a-z_]+/g) ?? [];
    expect(asked).not.toEqual([]);
    const names = new Set([...scraped.matchAll(/^# TYPE (otpost_[a-z_]+) /gm)].map(([, name]) => name));
    expect(asked.filter((name) => !names.has(name.replace(/_(bucket|sum|count)$/, '')))).toEqual([]);
  });
});

test.each(rules.map(({ alert, annotations }) => [alert, annotations.runbook]))(
  '%s names a part of the documentation that is there: %s',
  (alert, place) => {
    const [file = '', anchor] = place.split('#');
    const text = read(`../${file}`);
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    expect(headings).toContain(anchor);
    const part = text
      .split(/^#+ /m)
      .find((section) => section.toLowerCase().replaceAll(' ', '-').startsWith(`${anchor}\n`));
    // A runbook names its signals; the alerts of the console are told by their kinds.
    if (file.endsWith('runbooks.md')) expect(part).toContain(`\`${alert}\``);
  },
);

test('panels have numbers of their own', () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
