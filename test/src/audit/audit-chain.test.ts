import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendAudit, auditSequence } from '@otpost/core/audit/append-audit';
import { auditHash } from '@otpost/core/audit/audit-hash';
import { audited } from '@otpost/core/audit/audited';
import { OtpostError, unavailable } from '@otpost/core/errors';
import { eventually } from '../servers/eventually.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let own: TestProcess;
beforeAll(async () => {
  redis = await startTestRedis();
  testStore = await openTestStore();
  own = await openTestProcess(testStore.store, redis.url);
});
afterAll(async () => {
  own.stop();
  await testStore.remove();
  await redis.stop();
});

const entry = {
  applicationId: null,
  actor: 'operator:test',
  action: 'test.act',
  target: 'thing',
  phase: 'event',
  reason: null,
  data: { b: 2, a: 1 },
} as const;

const chain = async () => (await own.context.store.audit.page({}, { limit: 1000 })).toReversed();

describe('the audit log', () => {
  test('is one unforked chain after 60 appends at once, each hash over the one before', async () => {
    await Promise.all(Array.from({ length: 60 }, () => appendAudit(own.context, entry)));
    const records = await chain();
    const { keyring } = own.context.settings.current();
    for (const [place, record] of records.entries()) {
      expect(auditSequence(record.id)).toBe(place + 1);
      expect(record.previousHash).toBe(records[place - 1]?.hash ?? '');
      const { hash, ...unsigned } = record;
      expect(auditHash(keyring, unsigned)).toBe(hash);
    }
    expect(records.length).toBeGreaterThanOrEqual(60);
  });

  test('says intended, then done or refused; the error stays the caller’s', async () => {
    const action = { actor: 'operator:test', action: 'test.change', target: 'it', reason: 'why' };
    await audited(own.context, action, () => Promise.resolve());
    const refusal = new OtpostError('conflict', 'no');
    await expect(audited(own.context, action, () => Promise.reject(refusal))).rejects.toBe(refusal);
    const told = (await chain()).filter((record) => record.action === 'test.change');
    expect(told.map(({ phase, data }) => [phase, data])).toEqual([
      ['intended', {}],
      ['done', {}],
      ['intended', {}],
      ['refused', { error: 'conflict' }],
    ]);
  });

  test('writes the end when it can, if it could not at once', async () => {
    const { audit } = own.context.store;
    let failures = 3;
    const insertInOrder: typeof audit.insertInOrder = async (records) => {
      if (records.some(({ phase }) => phase === 'done') && (failures -= 1) >= 0) throw unavailable('store', 'away');
      return await audit.insertInOrder(records);
    };
    const context = { ...own.context, store: { ...own.context.store, audit: { ...audit, insertInOrder } } };
    const action = { actor: 'operator:test', action: 'test.late', target: 'it' };
    expect(await audited(context, action, () => Promise.resolve('a result'))).toBe('a result');
    const phases = async () =>
      (await chain()).filter((record) => record.action === 'test.late').map(({ phase }) => phase);
    expect(await phases()).toEqual(['intended']);
    await eventually('its end is there', async () => (await phases()).includes('done'));
    expect(await phases()).toEqual(['intended', 'done']);
  });

  test('no intended, no change', async () => {
    const insertInOrder = () => Promise.reject(new OtpostError('unavailable', 'away'));
    const audit = { ...own.context.store.audit, insertInOrder };
    const context = { ...own.context, store: { ...own.context.store, audit } };
    let changed = false;
    const work = async () => {
      changed = true;
    };
    const acted = audited(context, { actor: 'operator:test', action: 'test.never', target: 'it' }, work);
    await expect(acted).rejects.toMatchObject({ code: 'unavailable' });
    expect(changed).toBe(false);
  });
});
