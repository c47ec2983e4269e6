import { afterAll, describe, test } from '@jest/globals';
import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import { createConnection } from 'mongoose';
import { describeStoreContract } from '../contract/store-contract.js';
import { openMongoStore } from './open-mongo-store.js';

const server = await startTestMongo();
const urls: string[] = [];

afterAll(async () => {
  // A server of our own takes its databases with it.
  for (const url of server?.hang ? [] : urls) {
    const connection = await createConnection(url).asPromise();
    await connection.dropDatabase();
    await connection.close();
  }
  await server?.stop();
});

if (server) {
  describeStoreContract(`MongoDB (${server.name})`, async () => {
    const url = server.newDatabaseUrl();
    urls.push(url);
    return { open: () => openMongoStore({ url, now: Date.now }) };
  });
} else {
  describe('MongoDB', () => {
    test.skip('no server was found', () => undefined);
  });
}
