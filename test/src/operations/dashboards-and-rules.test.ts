import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { z } from 'zod';
import { askedSeriesOf, type Sample, samplesFor, samplesOf } from './asked-series.js';
import { type HouseWithTraffic, startHouseWithTraffic } from './house-with-traffic.js';

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
/** A query, and the text into which labels of its result are written: `{{channel}}` or `{{ $labels.channel }}`. */
const queries: readonly (readonly [name: string, query: string, text: string])[] = [
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat }) => [title, expr, legendFormat] as const),
  ),
  ...rules.map(({ alert, expr, annotations }) => [alert, expr, annotations.summary] as const),
];

let house: HouseWithTraffic;
let samples: readonly Sample[];
beforeAll(async () => {
  house = await startHouseWithTraffic();
  samples = samplesOf(house.scraped);
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

  test.each(queries)(
    '%s gets samples from a scrape of API and worker, with the labels that it goes by',
    (_name, query) => {
      const asked = askedSeriesOf(query);
      expect(asked).not.toEqual([]);
      for (const series of asked) {
        const got = samplesFor(series, samples);
        expect({ series, samples: got.length }).not.toEqual({ series, samples: 0 });
        const missing = series.groupedBy.filter((label) => got.some(({ labels }) => labels[label] === undefined));
        expect({ series, missing }).toEqual({ series, missing: [] });
      }
    },
  );

  test.each(queries)('%s has the labels that its text names', (_name, query, text) => {
    const named = [...text.matchAll(/\{\{ *(?:\$labels\.)?(\w+) *\}\}/g)].map(([, label]) => label);
    for (const { groupedBy } of askedSeriesOf(query)) expect(groupedBy).toEqual(expect.arrayContaining(named));
  });
});

test('of each country the share that is typed can be told, also where it is none', () => {
  const conversions = samples.filter(({ name }) => name === 'otpost_conversions_total');
  const pairs = conversions.map(({ labels }) => `${labels['country']} ${labels['approved']}`);
  expect(pairs.toSorted()).toEqual(['AT false', 'AT true', 'DE false', 'DE true']);
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
