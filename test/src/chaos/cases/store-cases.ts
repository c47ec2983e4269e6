import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { eventually } from '../../servers/eventually.js';
import type { ChaosCase } from '../chaos-case.js';

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

export const storeCases = { storeLocked };
