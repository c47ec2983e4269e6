import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wholeReach } from '@otpost/core/admin/reach';
import { appendAudit, auditId } from '@otpost/core/audit/append-audit';
import { moveCheckpoint } from '@otpost/core/audit/audit-checkpoint';
import { listAuditSchema } from '@otpost/core/audit/audit-schemas';
import { listAudit } from '@otpost/core/audit/list-audit';
import { verifyAudit } from '@otpost/core/audit/verify-audit';
import { loadSettings } from '@otpost/core/settings/load-settings';
import Database from 'libsql';
import { testMasterKeys } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let testStore: TestStore;
let context: Parameters<typeof appendAudit>[0];
let file: Database.Database;
/** More than two pages. */
const entries = 1200;

beforeEach(async () => {
  testStore = await openTestStore();
  const { store } = testStore;
  const settings = await loadSettings(store, testMasterKeys, randomBytes, Date.now);
  context = { store, settings: { current: () => settings }, now: Date.now, warn: () => undefined };
  file = new Database(testStore.file);
});
afterEach(async () => {
  file.close();
  await testStore.remove();
});

async function fill(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const data = { number };
    const what = { action: number % 2 ? 'test.odd' : 'test.even', target: `thing-${number % 3}` };
    await appendAudit(context, { applicationId: null, actor: 'key:a', phase: 'event', reason: null, data, ...what });
  }
}

/** Behind the back of the store: what somebody with the file and without the keys can do. */
const tamper = (sql: string, ...values: unknown[]) => file.prepare(sql).run(...values);
function editBody(sequence: number, change: (body: Record<string, unknown>) => void): void {
  const row = file.prepare('SELECT body FROM audit_log WHERE id = ?').get(auditId(sequence)) as { body: string };
  const body = JSON.parse(row.body) as Record<string, unknown>;
  change(body);
  tamper('UPDATE audit_log SET body = ? WHERE id = ?', JSON.stringify(body), auditId(sequence));
}

describe('verifying the audit log', () => {
  test('walks many pages of a whole chain, and an empty one', async () => {
    expect(await verifyAudit(context)).toEqual({ kind: 'whole', entries: 0, checkpoint: null, end: null });
    await fill(entries);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'whole', entries, end: { sequence: entries } });
  });

  test.each(['actor', 'action', 'target', 'reason', 'phase', 'applicationId', 'createdAt', 'hash', 'previousHash'])(
    'an edited %s is found at its entry',
    async (field) => {
      await fill(8);
      const value = field === 'createdAt' ? 12 : field === 'phase' ? 'done' : 'forged';
      editBody(5, (body) => Object.assign(body, { [field]: value }));
      expect(await verifyAudit(context)).toEqual({ kind: 'broken', fault: 'edited', sequence: 5 });
    },
  );

  test.each(['actor', 'action', 'target', 'applicationId', 'createdAt'])(
    'a %s that was edited only where lists look for it is found at its entry',
    async (column) => {
      await fill(8);
      tamper(`UPDATE audit_log SET "${column}" = ? WHERE id = ?`, column === 'createdAt' ? 12 : 'forged', auditId(5));
      expect(await verifyAudit(context)).toEqual({ kind: 'broken', fault: 'edited', sequence: 5 });
    },
  );

  test('two entries whose numbers changed places are found', async () => {
    await fill(8);
    const renames: [from: string, to: string][] = [
      [auditId(4), 'between'],
      [auditId(5), auditId(4)],
      ['between', auditId(5)],
    ];
    for (const [from, to] of renames) tamper('UPDATE audit_log SET id = ? WHERE id = ?', to, from);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', sequence: 4 });
  });

  test('edited facts are found', async () => {
    await fill(8);
    editBody(3, (body) => Object.assign(body, { data: { number: 4 } }));
    expect(await verifyAudit(context)).toMatchObject({ fault: 'edited', sequence: 3 });
  });

  test('a deleted entry is found as missing, the first of several', async () => {
    await fill(8);
    tamper('DELETE FROM audit_log WHERE id IN (?, ?)', auditId(6), auditId(4));
    expect(await verifyAudit(context)).toMatchObject({ fault: 'missing', sequence: 4 });
  });

  test('two entries that changed places are found', async () => {
    await fill(8);
    const bodyOf = (sequence: number) =>
      (file.prepare('SELECT body FROM audit_log WHERE id = ?').get(auditId(sequence)) as { body: string }).body;
    const [third, sixth] = [bodyOf(3), bodyOf(6)];
    tamper('UPDATE audit_log SET body = ? WHERE id = ?', sixth.replace(auditId(6), auditId(3)), auditId(3));
    tamper('UPDATE audit_log SET body = ? WHERE id = ?', third.replace(auditId(3), auditId(6)), auditId(6));
    expect(await verifyAudit(context)).toEqual({ kind: 'broken', fault: 'reordered', sequence: 3 });
  });

  test('an entry that was taken out with all numbers closed up behind it is found', async () => {
    await fill(8);
    tamper('DELETE FROM audit_log WHERE id = ?', auditId(4));
    for (let sequence = 5; sequence <= 8; sequence += 1) {
      editBody(sequence, (body) => Object.assign(body, { id: auditId(sequence - 1) }));
      tamper('UPDATE audit_log SET id = ? WHERE id = ?', auditId(sequence - 1), auditId(sequence));
    }
    const verified = await verifyAudit(context);
    expect(verified).toMatchObject({ kind: 'broken', sequence: 4 });
  });

  test('entries cut from the end are found by the checkpoint, also when others were written over them', async () => {
    await fill(8);
    await moveCheckpoint(context);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'whole', checkpoint: { sequence: 8 } });
    tamper('DELETE FROM audit_log WHERE id >= ?', auditId(6));
    expect(await verifyAudit(context)).toEqual({ kind: 'broken', fault: 'truncated', sequence: 6 });
    await fill(5);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'truncated', sequence: 8 });
    await moveCheckpoint(context);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'truncated', sequence: 8 });
  });

  /** A copy of an entry under an id and with a time of its own: whatever its text says, it is no entry. */
  function insert(id: string, copyOf: number, at: number | string | null, change: Record<string, unknown> = {}): void {
    const columns = file.prepare('SELECT * FROM audit_log WHERE id = ?').get(auditId(copyOf)) as Record<
      string,
      unknown
    >;
    const { _metadata, body, ...others } = columns;
    const row = { ...others, id, createdAt: at, body: JSON.stringify({ ...JSON.parse(String(body)), ...change }) };
    const names = Object.keys(row).map((name) => `"${name}"`);
    tamper(`INSERT INTO audit_log (${names.join()}) VALUES (${names.map(() => '?').join()})`, ...Object.values(row));
  }
  const timeOfEntry = (sequence: number): number =>
    (file.prepare('SELECT createdAt FROM audit_log WHERE id = ?').get(auditId(sequence)) as { createdAt: number })
      .createdAt;

  test.each([
    ['an odd id', 'aud_x', 5],
    ['the id before the first', auditId(0), 5],
    ['the number of an entry, written otherwise', 'aud_4', 4],
    ['a number in another form', 'aud_1e3', 5],
  ])('a row that was put in under %s is found beside an entry', async (_what, id, sequence) => {
    await fill(4);
    await new Promise((resolve) => setTimeout(resolve, 3));
    await fill(4);
    const at = timeOfEntry(4) + 1;
    insert(id, 4, at, { id, createdAt: at });
    expect(await verifyAudit(context)).toEqual({ kind: 'broken', fault: 'inserted', sequence });
  });

  test('a row with the untouched text of an entry is found beside it, and one with a number behind the end', async () => {
    await fill(entries);
    insert('zzz', 4, timeOfEntry(4));
    expect(await verifyAudit(context)).toMatchObject({ fault: 'inserted', sequence: 4 });
    tamper('DELETE FROM audit_log WHERE id = ?', 'zzz');
    insert(auditId(5000), 4, timeOfEntry(4), { id: auditId(5000) });
    expect(await verifyAudit(context)).toMatchObject({ fault: 'inserted' });
    tamper('UPDATE audit_log SET createdAt = ? WHERE id = ?', 9e15, auditId(5000));
    expect(await verifyAudit(context)).toMatchObject({ fault: 'missing', sequence: entries + 1 });
  });

  test.each([
    ['before all', -1],
    ['of no time', null],
    ['of a time that is no number', 'later'],
    ['of a time to come', 9e15],
  ])('a row %s is found', async (_what, at) => {
    await fill(8);
    insert('aud_x', 4, at, { id: 'aud_x' });
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'inserted' });
  });

  test('a row in an empty log is found, and one on the border of two pages', async () => {
    await fill(1);
    insert('aud_x', 1, 12, { id: 'aud_x', createdAt: 12 });
    tamper('DELETE FROM audit_log WHERE id = ?', auditId(1));
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'inserted', sequence: 1 });
    tamper('DELETE FROM audit_log');
    await fill(entries);
    expect((await verifyAudit(context)).kind).toBe('whole');
    insert('aud_x', 500, timeOfEntry(500), { id: 'aud_x' });
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'inserted' });
  });

  test('the whole log deleted is found', async () => {
    await fill(3);
    await moveCheckpoint(context);
    tamper('DELETE FROM audit_log');
    expect(await verifyAudit(context)).toMatchObject({ fault: 'truncated', sequence: 1 });
  });

  test('a checkpoint that was set back finds itself out, or is found by the place kept outside', async () => {
    await fill(8);
    const whole = await verifyAudit(context);
    if (whole.kind === 'broken') throw new Error(whole.fault);
    await moveCheckpoint(context);
    const { id } = (file.prepare('SELECT id FROM cursors').get() as { id: string }) ?? {};
    const forged = JSON.stringify({ sequence: 5, hash: 'x', signature: 'x' });
    tamper('UPDATE cursors SET body = json_set(body, ?, ?) WHERE id = ?', '$.position', forged, id);
    expect(await verifyAudit(context)).toMatchObject({ kind: 'broken', fault: 'forged_checkpoint' });
    tamper('DELETE FROM cursors');
    tamper('DELETE FROM audit_log WHERE id >= ?', auditId(7));
    expect((await verifyAudit(context)).kind).toBe('whole');
    expect(await verifyAudit(context, whole.end)).toMatchObject({ fault: 'truncated', sequence: 7 });
  });
});

describe('listing the audit log', () => {
  const list = async (query: object) => listAudit(context, { reach: wholeReach, input: listAuditSchema.parse(query) });

  test('filters, and goes page by page, newest first, each entry once', async () => {
    await fill(25);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const query = { action: 'test.odd', limit: '4', ...(cursor === null ? {} : { cursor }) };
      const page = await list(query);
      seen.push(...page.entries.map(({ data }) => Number(data['number'])));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1]);
    const one = await list({ target: 'thing-1', action: 'test.even' });
    expect(one.entries.map(({ data }) => data['number'])).toEqual([22, 16, 10, 4]);
  });

  test('refuses a cursor that is none', async () => {
    for (const cursor of ['', 'x', Buffer.from('1.aud_1;DROP').toString('base64url')]) {
      await expect(list({ cursor })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
  });
});
