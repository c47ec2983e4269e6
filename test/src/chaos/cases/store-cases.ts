import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { eventually } from '../../servers/eventually.js';
import { ask } from '../../servers/house-client.js';
import type { House } from '../../servers/start-house.js';
import type { ChaosCase } from '../chaos-case.js';

/** What an admin changes needs the store. */
async function expectRefused({ apis, adminKey }: House): Promise<void> {
  const url = `${apis[0]!.url()}/admin/v1/applications`;
  const { status, body } = await ask({ method: 'POST', url, key: adminKey, body: { name: 'Not to be written' } });
  if (status !== 503 || body.dependency !== 'store')
    throw new Error(`A change on a full disk was answered ${status} ${body.code}`);
}

const lockedMilliseconds = 7000;

const storeLocked: ChaosCase = {
  name: 'store-locked',
  rows: ['M13'],
  what: 'the embedded store locked by another process for seven seconds: every write to it fails',
  run: async ({ house }) => {
    const database = new Database(join(house.dataDirectory, 'otpost.sqlite'));
    const lock = () => {
      try {
        database.exec('BEGIN EXCLUSIVE');
        return true;
      } catch {
        return false;
      }
    };
    try {
      await eventually('the lock is held', lock);
      await sleep(lockedMilliseconds);
      database.exec('ROLLBACK');
    } finally {
      database.close();
    }
  },
};

const fullMilliseconds = 5000;

const storeDiskFull: ChaosCase = {
  name: 'store-disk-full',
  rows: ['M13'],
  limitsProcesses: true,
  what: 'a full disk under API, workers and the embedded store for five seconds: no write to a file succeeds',
  run: async ({ house }) => {
    const all = [...house.apis, ...house.workers];
    try {
      for (const each of all) each.fillDisk();
      await sleep(fullMilliseconds);
      await expectRefused(house);
    } finally {
      for (const each of all) each.freeDisk();
    }
  },
};

export const storeCases = { storeLocked, storeDiskFull };
