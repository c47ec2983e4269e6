import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { UserRecord } from '@otpost/core/user-records';
import {
  sampleAppPassword,
  sampleAuditEntry,
  sampleLink,
  samplePasskeyOwner,
  sampleReset,
  sampleTrustedDevice,
  sampleUser,
} from './sample-user-records.js';
import { type NewDatabase, useStore } from './test-database.js';

const factor = {
  id: 'fct_1',
  type: 'totp',
  name: 'Phone',
  status: 'active',
  createdAt: 1,
  confirmedAt: 2,
  lastUsedAt: null,
  pendingUntil: null,
  replaces: null,
  secretSealed: 'sealed',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  lastStep: -1,
  weak: false,
} as const;

/** Users and what belongs to them. */
export function userContract(newDatabase: NewDatabase): void {
  describe('users', () => {
    const opened = useStore(newDatabase);

    test('a record of each collection reads back as it was written', async () => {
      const { store } = opened;
      const recoveryCodes = { madeAt: 1, salt: 's', codes: [{ hash: 'h', usedAt: null }] };
      const user = sampleUser({ factors: [factor], recoveryCodes, emailHash: 'hash', mustReplace: true });
      const pairs = [
        [store.users, user],
        [store.passkeyOwners, samplePasskeyOwner()],
        [store.appPasswords, sampleAppPassword({ revokedAt: 4 })],
        [store.trustedDevices, sampleTrustedDevice()],
        [store.links, sampleLink({ payloadSealed: 'sealed', usedAt: 5 })],
        [store.resets, sampleReset({ reason: 'lost phone' })],
        [store.audit, sampleAuditEntry({ reason: 'why', data: { count: 1, yes: true, none: null } })],
      ] as const;
      for (const [collection, record] of pairs) {
        expect(await collection.insert(record as never)).toBe('inserted');
        expect(await collection.insert(record as never)).toBe('duplicate');
        expect(await collection.get(record.id)).toEqual(record);
      }
    });

    test('of 50 spendings of one step at once, one wins', async () => {
      const { store } = opened;
      const other = opened.another();
      const user = sampleUser({ factors: [factor] });
      await store.users.insert(user);
      const next: UserRecord = { ...user, version: 2, factors: [{ ...factor, lastStep: 7 }] };
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, place) => (place % 2 ? store : other).users.replace(next, 1)),
      );
      expect(results.filter((result) => result === 'replaced')).toHaveLength(1);
      expect(await other.users.get(user.id)).toEqual(next);
    });

    test('are paged newest first and found by the hash of an address', async () => {
      const { users } = opened.store;
      const applicationId = randomUUID();
      const made = Array.from({ length: 11 }, (_, place) =>
        sampleUser({ applicationId, createdAt: 100 + Math.floor(place / 3), emailHash: `${applicationId}-${place}` }),
      );
      for (const user of made) await users.insert(user);
      const where = { applicationId: { equals: applicationId } };
      const first = await users.page(where, { limit: 6 });
      const last = first.at(-1);
      if (!last) throw new Error('The page is empty');
      const second = await users.page(where, { limit: 6, before: last });
      const expected = made.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
      expect([...first, ...second]).toEqual(expected);
      expect(await users.list({ emailHash: { equals: `${applicationId}-4` } })).toEqual([made[4]]);
      await expect(users.page(where, { limit: 0 })).rejects.toThrow(RangeError);
    });
  });
}
