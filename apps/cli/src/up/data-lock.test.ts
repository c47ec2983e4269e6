import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { lockData } from './data-lock.js';
import { identifyProcess } from './process-identity.js';

let place: ReturnType<typeof temporaryDirectory>;
let path: string;

beforeEach(() => {
  place = temporaryDirectory();
  path = join(place.directory, 'up.lock');
});
afterEach(() => place.remove());

test('a second lock is refused while the first holds, and the holder is named', () => {
  const lock = lockData(path);
  expect(() => lockData(path)).toThrow(`Otpost already runs with this data directory (process ${process.pid})`);
  lock.release();
  lockData(path).release();
  expect(readdirSync(place.directory)).toEqual([]);
});

test('the lock of a process that was killed is taken over', async () => {
  const holder = spawn('sleep', ['60']);
  writeFileSync(path, JSON.stringify(identifyProcess(holder.pid ?? 0)));
  expect(() => lockData(path)).toThrow(`process ${holder.pid}`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = lockData(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(identifyProcess(process.pid));
  lock.release();
});

test('the lock of an earlier process with the same number is taken over', () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot 42' }));
  lockData(path).release();
  expect(existsSync(path)).toBe(false);
});

test('a lock that a full disk has cut off is taken over', () => {
  writeFileSync(path, '');
  lockData(path).release();
  expect(existsSync(path)).toBe(false);
});
