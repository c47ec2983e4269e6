import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalogue } from '../catalogue.js';
import { type CollectionShape } from '../collection-shape.js';
import { sampleTemplate } from '../contract/sample-records.js';
import { queryableFields } from '../queryable-fields.js';
import { readWhere } from '../read-where.js';
import { clearSql } from './clear-sql.js';
import { openSettingTable } from './open-setting-table.js';
import { deleteSql, listSql, lowestSql, pageSql, type Sql } from './select-sql.js';
import { openSqliteThread } from './sqlite-thread.js';
import { tablePlan } from './table-plan.js';

const root = await mkdtemp(join(tmpdir(), 'otpost-plan-'));
const thread = openSqliteThread(join(root, 'plan.sqlite'));

beforeAll(() => thread.applySchema(Object.values(catalogue).map(tablePlan)));
afterAll(async () => {
  await thread.close();
  await rm(root, { recursive: true, force: true });
});

async function explain({ sql, parameters }: Sql): Promise<string> {
  const rows = await thread.query(`EXPLAIN QUERY PLAN ${sql}`, parameters);
  return rows.map((row) => String(row.detail)).join('; ');
}

/** Every collection with every field that a condition may name. */
const conditions = Object.values(catalogue).flatMap((shape: CollectionShape) =>
  [...queryableFields(shape)].map((field): [string, CollectionShape, string] => [
    `${shape.name}.${field}`,
    shape,
    field,
  ]),
);
const readInOrder = conditions.filter(([, shape]) => shape.family !== 'cursors');
const sampleValue = { text: 'a', number: 1, boolean: true, json: null } as const;

function equals(shape: CollectionShape, field: string) {
  const kind = shape.fields[field]?.replace('?', '') as keyof typeof sampleValue;
  return readWhere(shape, { [field]: { equals: sampleValue[kind] } });
}

describe('every condition that the port allows', () => {
  test.each(readInOrder)('on %s finds a page and a list without looking at every record', async (_, shape, field) => {
    const before = { createdAt: 5, id: 'a' };
    for (const sql of [
      pageSql(shape, equals(shape, field), { limit: 10 }),
      pageSql(shape, equals(shape, field), { limit: 10, before }),
      listSql(shape, equals(shape, field)),
    ]) {
      expect(await explain(sql)).toMatch(new RegExp(`^SEARCH ${shape.name} USING`));
    }
  });

  test.each(conditions)('on %s finds what to delete without looking at every record', async (_, shape, field) => {
    expect(await explain(deleteSql(shape, equals(shape, field), 10))).not.toMatch(/SCAN/);
  });

  test.each(conditions)('on %s by a range or a list finds them so too', async (_, shape, field) => {
    const kind = shape.fields[field]?.replace('?', '') as keyof typeof sampleValue;
    const range = kind === 'number' ? { below: 5 } : { in: [sampleValue[kind]] };
    const plan = await explain(deleteSql(shape, readWhere(shape, { [field]: range }), 10));
    expect(plan).not.toMatch(new RegExp(`SCAN ${shape.name}`));
  });
});

describe('history', () => {
  const histories: [string, CollectionShape][] = [
    ['challenges', catalogue.challenges],
    ['deliveries', catalogue.deliveries],
  ];

  test.each(histories)('%s without a filter are paged in the order of an index', async (_, shape) => {
    expect(await explain(pageSql(shape, [], { limit: 10 }))).toMatch(/USING INDEX \w+_createdAt_id$/);
  });

  test.each(histories)('%s of one application are read in order, not sorted', async (_, shape) => {
    const where = { applicationId: { equals: 'a' }, status: { equals: 'sent' } };
    const plan = await explain(
      pageSql(shape, readWhere(shape, where), { limit: 10, before: { createdAt: 5, id: 'a' } }),
    );
    expect(plan).toMatch(/USING INDEX \w+_applicationId_status_createdAt_id/);
    expect(plan).not.toMatch(/TEMP B-TREE/);
  });

  test.each(histories)('%s of one address are looked up by it, whatever else is asked', async (_, shape) => {
    const others = { applicationId: { equals: 'a' }, channel: { equals: 'sms' }, status: { equals: 'sent' } };
    const where = { ...others, addressHash: { in: ['h', 'i'] }, createdAt: { atLeast: 5 } };
    const plan = await explain(
      pageSql(shape, readWhere(shape, where), { limit: 10, before: { createdAt: 5, id: 'a' } }),
    );
    expect(plan).toContain('_addressHash_createdAt_id (addressHash=?');
  });

  test('what is still on its way is found by its status, not by its age', async () => {
    const where = { status: { in: ['queued', 'sending'] }, createdAt: { below: 5 } };
    const plan = await explain(pageSql(catalogue.deliveries, readWhere(catalogue.deliveries, where), { limit: 10 }));
    expect(plan).toContain('deliveries_status_createdAt_id (status=? AND createdAt<?');
  });

  test.each(histories)('addresses of %s are found by an index of those that are still there', async (_, shape) => {
    const ended = readWhere(shape, { endedAt: { below: 5 } });
    for (const field of ['addressSealed', 'addressHash']) {
      const plan = await explain(clearSql(shape, ended, ['addressSealed', 'addressHash'], field, 10));
      expect(plan).toContain(`INDEX ${shape.name}_endedAt_with_${field}`);
    }
  });

  test('challenges that should have ended are found by status and expiry', async () => {
    const where = { status: { equals: 'pending' }, expiresAt: { below: 5 } };
    const plan = await explain(deleteSql(catalogue.challenges, readWhere(catalogue.challenges, where), 10));
    expect(plan).toContain('challenges_status_expiresAt');
  });
});

test.each([
  ['lastFailedAt', { lastFailedAt: { above: 5 }, failedChecks: { atLeast: 10 } }],
  ['failedChecks', { failedChecks: { atLeast: 100 }, applicationId: { in: ['a', 'b'] } }],
])('the few users who failed often are found by %s, and not by walking through all in order', async (field, where) => {
  for (const before of [undefined, { createdAt: 5, id: 'a' }]) {
    const page = { limit: 10, ...(before ? { before } : {}) };
    const plan = await explain(pageSql(catalogue.users, readWhere(catalogue.users, where), page));
    expect(plan).toContain(`USING INDEX users_${field} (${field}>?)`);
  }
});

test('webhook messages that are due are read in the order in which they are due, not sorted', async () => {
  const due = { webhookId: { equals: 'a' }, status: { equals: 'waiting' }, nextAt: { atMost: 5 } };
  const where = readWhere(catalogue.webhookMessages, due);
  const plan = await explain(lowestSql(catalogue.webhookMessages, where, 'nextAt', 10));
  expect(plan).toContain('webhook_messages_webhookId_status_nextAt (webhookId=? AND status=? AND nextAt<?)');
  expect(plan).not.toMatch(/TEMP B-TREE/);
});

describe('a table of an older version', () => {
  test('gets its new column, filled from the records, and its new index', async () => {
    const older = openSqliteThread(join(root, 'older.sqlite'));
    const { lists, uniques, ...rest } = catalogue.templates;
    expect([lists, uniques].every((indexes) => indexes?.length)).toBe(true);
    await older.applySchema([tablePlan(rest)]);
    const record = sampleTemplate({ locale: 'sl' });
    await openSettingTable(older, rest).insert(record);

    await older.applySchema([tablePlan(catalogue.templates)]);
    await older.applySchema([tablePlan(catalogue.templates)]);
    const templates = openSettingTable(older, catalogue.templates);
    const bySlovene = { locale: { equals: 'sl' } };
    expect(await templates.list(bySlovene as object)).toEqual([record]);
    expect(await templates.insert({ ...record, id: 'other' })).toBe('duplicate');
    await older.close();
  });
});
