import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wholeReach } from '@otpost/core/admin/reach';
import { appendAudit } from '@otpost/core/audit/append-audit';
import { exportAuditSchema } from '@otpost/core/audit/audit-schemas';
import { exportAudit } from '@otpost/core/audit/export-audit';
import { verifyAuditPart } from '@otpost/core/audit/verify-audit';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { testMasterKeys } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

/** More than two pages. */
const entries = 1100;

let testStore: TestStore;
let context: Parameters<typeof appendAudit>[0];

beforeAll(async () => {
  testStore = await openTestStore();
  const { store } = testStore;
  const settings = await loadSettings(store, testMasterKeys, randomBytes, Date.now);
  context = { store, settings: { current: () => settings }, now: Date.now, warn: () => undefined };
  const written = Array.from({ length: entries }, (_, number) =>
    appendAudit(context, {
      applicationId: number % 2 === 0 ? 'app_a' : 'app_b',
      actor: 'key:a',
      action: number === 0 ? 'test.formula' : 'test.plain',
      target: number === 0 ? '=HYPERLINK("https://evil.example")' : `thing-${number}`,
      phase: 'event',
      reason: number === 0 ? '@SUM(1,"2")' : null,
      data: { number },
    }),
  );
  await Promise.all(written);
});
afterAll(() => testStore.remove());

const taken = async (query: object, applications: readonly string[] | null = null): Promise<string> => {
  const pieces = exportAudit(context, { reach: { applications }, input: exportAuditSchema.parse(query) });
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.join('');
};
const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');

describe('the exported audit log', () => {
  test('holds every entry once, as lines of JSON', async () => {
    const lines = linesOf(await taken({ format: 'jsonl' })).map((line) => JSON.parse(line) as { id: string });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(entries);
    expect(lines).toHaveLength(entries);
  });

  test('is no formula in any cell of a spreadsheet, and quotes stay quotes', async () => {
    const text = await taken({ action: 'test.formula' });
    const [head, line] = linesOf(text);
    expect(head).toBe('id,at,applicationId,actor,action,target,phase,reason,data');
    expect(line).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(line).toContain(`"'@SUM(1,""2"")"`);
    expect(linesOf(await taken({})).some((one) => /(^|,)"[=+\-@\t]/.test(one))).toBe(false);
  });

  test('holds nothing out of reach', async () => {
    const lines = linesOf(await taken({ format: 'jsonl' }, ['app_a']));
    expect(lines).toHaveLength(entries / 2);
    expect(lines.every((line) => line.includes('"applicationId":"app_a"'))).toBe(true);
    await expect(taken({ application: 'app_b' }, ['app_a'])).rejects.toMatchObject({ code: 'not_found' });
    expect(linesOf(await taken({ format: 'jsonl', application: 'app_b' }, wholeReach.applications))).toHaveLength(550);
  });
});

describe('a verification in parts', () => {
  test('goes on where the part before came to, to the same end', async () => {
    const places: (number | undefined)[] = [];
    let after: Parameters<typeof verifyAuditPart>[1] = null;
    let part = await verifyAuditPart(context, after, 400);
    while (part.state === 'unfinished') {
      after = part.next;
      places.push(after?.sequence);
      part = await verifyAuditPart(context, after, 400);
    }
    expect(places).toEqual([400, 800]);
    expect(part).toEqual({ state: 'whole', verified: entries, entries, fault: null, sequence: null, next: null });
  });

  test('names the first bad entry, also behind the first part', async () => {
    const id = 'aud_000000000700';
    const entry = await context.store.audit.get(id);
    if (!entry) throw new Error('There is no such entry');
    await context.store.audit.replace({ ...entry, version: 2, actor: 'nobody' }, 1);
    const first = await verifyAuditPart(context, null, 400);
    expect(first).toMatchObject({ state: 'unfinished', verified: 400 });
    expect(await verifyAuditPart(context, first.next, 400)).toMatchObject({
      state: 'broken',
      fault: 'edited',
      sequence: 700,
      verified: 699,
    });
  });
});
