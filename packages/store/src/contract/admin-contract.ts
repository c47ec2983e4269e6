import { describe, expect, test } from '@jest/globals';
import { sampleAdmin, sampleAdminLink, sampleAdminSession } from './sample-admin-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Who may use the console. */
export function adminContract(newDatabase: NewDatabase): void {
  describe('admins', () => {
    const opened = useStore(newDatabase);

    test('a record of each collection reads back as it was written', async () => {
      const { store } = opened;
      const pairs = [
        [store.admins, sampleAdmin({ applications: ['app_1'], passwordHash: 'hash', lastSignInAt: 3 })],
        [store.adminSessions, sampleAdminSession({ passkeyChallenge: 'challenge' })],
        [store.adminLinks, sampleAdminLink({ kind: 'set-up', adminId: null })],
      ] as const;
      for (const [collection, record] of pairs) {
        expect(await collection.insert(record as never)).toBe('inserted');
        expect(await collection.insert(record as never)).toBe('duplicate');
        expect(await collection.get(record.id)).toEqual(record);
      }
    });

    test('no two have one address', async () => {
      const { admins } = opened.store;
      const first = sampleAdmin();
      expect(await admins.insert(first)).toBe('inserted');
      expect(await admins.insert(sampleAdmin({ emailHash: first.emailHash }))).toBe('duplicate');
      expect(await admins.list({ emailHash: { equals: first.emailHash } })).toEqual([first]);
    });

    test('sessions and links that are over are found by their end', async () => {
      const { adminSessions, adminLinks } = opened.store;
      const session = sampleAdminSession({ expiresAt: 5 });
      const link = sampleAdminLink({ expiresAt: 5 });
      await adminSessions.insert(session);
      await adminLinks.insert(link);
      await adminSessions.insert(sampleAdminSession({ adminId: session.adminId, expiresAt: 900 }));
      expect(await adminSessions.deleteWhere({ expiresAt: { below: 6 } }, 100)).toBeGreaterThan(0);
      expect(await adminLinks.deleteWhere({ expiresAt: { below: 6 } }, 100)).toBeGreaterThan(0);
      expect(await adminSessions.list({ adminId: { equals: session.adminId } })).toHaveLength(1);
      expect(await adminLinks.list({ adminId: { equals: link.adminId } })).toEqual([]);
    });
  });
}
