import { readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Store } from '@otpost/core/store-port';
import { requireUser } from '@otpost/core/user/require-user';
import { sampleChallenge, sampleDelivery } from '@otpost/store/contract/sample-records';
import {
  sampleAppPassword,
  sampleLink,
  samplePasskeyOwner,
  sampleReset,
  sampleTrustedDevice,
} from '@otpost/store/contract/sample-user-records';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const marker = 'unmistakablemarker';

/** Everything of a user, each with its own trace; gives the traces that may stand nowhere afterwards. */
async function furnish(whole: WholeApi, shop: UserClient): Promise<{ userId: string; traces: string[] }> {
  const input = { email: `${marker}@example.com`, emailVerified: true, name: marker, attributes: { team: marker } };
  await shop.call('PUT', '/v1/users/erased', input);
  const { applicationId } = shop;
  const { store } = whole.opened.context;
  const user = await requireUser(whole.opened.context, { applicationId, externalId: 'erased' });
  const owned = { applicationId, userId: user.id };
  await store.appPasswords.insert(sampleAppPassword({ ...owned, name: marker }));
  await store.trustedDevices.insert(sampleTrustedDevice({ ...owned, name: marker }));
  await store.links.insert(sampleLink({ ...owned, payloadSealed: marker }));
  await store.resets.insert(sampleReset({ ...owned, reason: marker }));
  await store.passkeyOwners.insert(samplePasskeyOwner({ ...owned, factorId: marker }));
  const sealed = { addressSealed: `${marker}-sealed`, addressHash: user.emailHash };
  const old = { addressSealed: `${marker}-old`, addressHash: `${marker}-hash` };
  const ofUser = sampleChallenge({
    applicationId,
    userId: user.id,
    ...old,
    metadataSealed: marker,
    bindingSealed: marker,
  });
  await store.challenges.saveNewer([ofUser, sampleChallenge({ applicationId, ...sealed })]);
  await store.deliveries.saveNewer([
    sampleDelivery({ applicationId, ownerId: ofUser.id, ...old }),
    sampleDelivery({ applicationId, ...sealed }),
  ]);
  return { userId: user.id, traces: [marker, user.emailHash ?? '', user.externalIdSealed, user.profileSealed] };
}

/** Every record of the store as text, less the audit log. */
async function everythingIn(store: Store): Promise<string> {
  const collections = [
    store.users,
    store.appPasswords,
    store.trustedDevices,
    store.links,
    store.resets,
    store.passkeyOwners,
    store.challenges,
    store.deliveries,
    store.notices,
  ];
  const pages = await Promise.all(collections.map((collection) => collection.page({}, { limit: 1000 })));
  return JSON.stringify(pages);
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
}

describe('erasing a user', () => {
  test.each(stores.starts)('leaves nothing of them in %s but the stub in the audit log', async (_store, start) => {
    const whole = await start();
    try {
      const shop = await newUserClient(whole, 'shop');
      const { store } = whole.opened.context;
      const { userId, traces } = await furnish(whole, shop);
      await shop.call('PUT', '/v1/users/kept', { attributes: { team: 'kept' } });
      const before = await everythingIn(store);
      for (const trace of [...traces, userId]) expect(before).toContain(trace);

      expect((await shop.call('DELETE', '/v1/users/erased')).status).toBe(204);
      const after = await everythingIn(store);
      for (const trace of [...traces, userId]) expect(after).not.toContain(trace);
      expect(after).toContain('kept');
      expect((await shop.call('DELETE', '/v1/users/erased')).status).toBe(404);
      const stub = await store.audit.page({ target: { equals: userId } }, { limit: 10 });
      expect(stub.map(({ action, phase }) => [action, phase])).toEqual([
        ['user.delete', 'done'],
        ['user.delete', 'intended'],
      ]);
      expect(JSON.stringify(stub)).not.toContain(marker);
      // A user of the same id begins anew.
      expect(await shop.call('PUT', '/v1/users/erased', {})).toMatchObject({
        status: 201,
        body: { email: null, attributes: {} },
      });
    } finally {
      await whole.close();
    }
  });

  test('leaves nothing in the bytes of the SQLite file once it is closed', async () => {
    const whole = await startWholeApi();
    const shop = await newUserClient(whole, 'shop');
    const { traces } = await furnish(whole, shop);
    const bytes = () =>
      filesUnder(whole.directory)
        .map((path) => readFileSync(path, 'latin1'))
        .join('');
    const before = bytes();
    for (const trace of traces) expect(before).toContain(trace);
    await shop.call('DELETE', '/v1/users/erased');
    await whole.api.stop();
    await whole.opened.close();
    await whole.redis.stop();
    const after = bytes();
    await rm(whole.directory, { recursive: true });
    expect(after).toContain('user.delete');
    for (const trace of traces) expect(after).not.toContain(trace);
  });
});
