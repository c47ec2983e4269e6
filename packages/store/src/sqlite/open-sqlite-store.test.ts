import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { describeStoreContract } from '../contract/store-contract.js';
import { openSqliteStore } from './open-sqlite-store.js';

const directory = await mkdtemp(join(tmpdir(), 'otpost-store-'));
let databases = 0;

afterAll(() => rm(directory, { recursive: true, force: true }));

describeStoreContract('SQLite', async () => {
  databases += 1;
  const file = join(directory, `${databases}.sqlite`);
  return { open: () => openSqliteStore({ file, now: Date.now }) };
});
