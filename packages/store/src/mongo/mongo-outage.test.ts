import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Store } from '@otpost/core/store-port';
import { freePort } from '@otpost/test/servers/free-port';
import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import { sampleApplication } from '../contract/sample-records.js';
import { openMongoStore } from './open-mongo-store.js';

const server = await startTestMongo();
const notAvailable = { code: 'unavailable', details: { dependency: 'store' } };
const stores: Store[] = [];

function open(url: string): Store {
  const store = openMongoStore({ url, now: Date.now });
  stores.push(store);
  return store;
}

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server?.stop();
});

/** Hands every connection to `port` on to the other one. */
function startProxy(port: number, targetPort: number): Promise<Server> {
  const proxy = createServer((socket) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const end of [socket, target]) end.on('error', () => undefined);
    socket.pipe(target).pipe(socket);
  });
  return new Promise((resolve) => proxy.listen(port, '127.0.0.1', () => resolve(proxy)));
}

async function untilAvailable(store: Store): Promise<void> {
  for (;;) {
    try {
      await store.ping();
      return;
    } catch (error) {
      expect(error).toMatchObject(notAvailable);
    }
  }
}

describe('a MongoDB that cannot be used', () => {
  test('that is not there is unavailable, for every kind of call', async () => {
    const store = open(`mongodb://127.0.0.1:${await freePort()}/otpost`);
    const calls = [
      store.ping(),
      store.migrate(),
      store.applications.list(),
      store.challenges.saveNewer([]).then(() => store.challenges.page({}, { limit: 1 })),
      store.cursors.saveAll([{ id: 'a', position: '0' }]),
      store.raiseSettingsVersion(),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: notAvailable });
    }
  });

  test('an address that is none is told as the mistake that it is', async () => {
    await expect(open('http://127.0.0.1/otpost').ping()).rejects.toMatchObject({ name: 'MongoParseError' });
  });

  (server ? test : test.skip)('that comes up later is used from then on, by the same store', async () => {
    const target = new URL(server!.newDatabaseUrl());
    const port = await freePort();
    const store = open(`mongodb://127.0.0.1:${port}${target.pathname}`);
    await expect(store.ping()).rejects.toMatchObject(notAvailable);
    const proxy = await startProxy(port, Number(target.port));
    expect((proxy.address() as AddressInfo).port).toBe(port);
    await untilAvailable(store);
    const record = sampleApplication();
    expect(await store.applications.insert(record)).toBe('inserted');
    expect(await store.applications.get(record.id)).toEqual(record);
    await store.close();
    proxy.close();
  });

  (server?.hang ? test : test.skip)('that hangs is unavailable, and used again when it goes on', async () => {
    const store = open(server!.newDatabaseUrl());
    const record = sampleApplication();
    await store.applications.insert(record);
    server!.hang!();
    try {
      await expect(store.applications.get(record.id)).rejects.toMatchObject(notAvailable);
      await expect(store.raiseSettingsVersion()).rejects.toMatchObject(notAvailable);
    } finally {
      server!.goOn!();
    }
    await untilAvailable(store);
    expect(await store.applications.get(record.id)).toEqual(record);
  });
});
