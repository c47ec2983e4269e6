import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { freePort } from '@otpost/test/servers/free-port';
import { sampleApplication } from './contract/sample-records.js';
import { openStore } from './open-store.js';

const root = await mkdtemp(join(tmpdir(), 'otpost-open-store-'));

afterAll(() => rm(root, { recursive: true, force: true }));

test('without a MongoDB the store is one file in the data directory, which is made when it is missing', async () => {
  const dataDirectory = join(root, 'not', 'yet');
  const store = openStore({ dataDirectory, now: Date.now });
  await store.migrate();
  expect(await store.applications.insert(sampleApplication())).toBe('inserted');
  await store.close();
  await expect(access(join(dataDirectory, 'otpost.sqlite'))).resolves.toBeUndefined();
});

test('with the URL of a MongoDB nothing is written to the data directory, even when it cannot be reached', async () => {
  const dataDirectory = join(root, 'unused');
  const mongodbUrl = `mongodb://127.0.0.1:${await freePort()}/otpost`;
  const store = openStore({ mongodbUrl, dataDirectory, now: Date.now });
  await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable', details: { dependency: 'store' } });
  await store.close();
  await expect(access(dataDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
});
