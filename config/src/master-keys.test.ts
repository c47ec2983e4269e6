import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ConfigError } from './config-error.js';
import { embeddedKeyFile, readMasterKeys } from './master-keys.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

const embedded = () => ({ masterKeys: null, masterKeyFile: null, dataDirectory: join(directory, 'data') });
const keyFile = () => embeddedKeyFile(join(directory, 'data'));

test('keys that were set directly are used, and no file is made', async () => {
  const masterKeys = [{ id: 'main', bytes: randomBytes(32) }];
  expect(await readMasterKeys({ ...embedded(), masterKeys }, randomBytes)).toBe(masterKeys);
  expect(await readdir(directory)).toEqual([]);
});

test('the embedded key file is made once, only its owner may read it, and it stays', async () => {
  const [key] = await readMasterKeys(embedded(), randomBytes);
  expect(key?.bytes).toHaveLength(32);
  expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  expect(await readMasterKeys(embedded(), randomBytes)).toEqual([key]);
});

test('of 50 that start at once all hold the same key, and nothing else is left behind', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => readMasterKeys(embedded(), randomBytes)));
  for (const keys of all) expect(keys).toEqual(all[0]);
  expect(await readdir(join(directory, 'data'))).toEqual(['master.key']);
});

test('a key file that is made again has another id, so that the loss is noticed', async () => {
  const [lost] = await readMasterKeys(embedded(), randomBytes);
  await rm(keyFile());
  const [made] = await readMasterKeys(embedded(), randomBytes);
  expect(made?.id).not.toBe(lost?.id);
});

test('an embedded key file that others may read is refused, with the command that mends it', async () => {
  await readMasterKeys(embedded(), randomBytes);
  await chmod(keyFile(), 0o644);
  await expect(readMasterKeys(embedded(), randomBytes)).rejects.toThrow(`chmod 600 ${keyFile()}`);
});

test('a broken key file is refused, named, and not replaced', async () => {
  await readMasterKeys(embedded(), randomBytes);
  await writeFile(keyFile(), 'file-1:AAAA\n');
  await expect(readMasterKeys(embedded(), randomBytes)).rejects.toThrow(keyFile());
  expect(await readFile(keyFile(), 'utf8')).toBe('file-1:AAAA\n');
});

test('an empty key file is refused', async () => {
  await readMasterKeys(embedded(), randomBytes);
  await writeFile(keyFile(), '');
  await expect(readMasterKeys(embedded(), randomBytes)).rejects.toThrow('must hold at least one key');
});

test('a data directory that cannot be made is named', async () => {
  await writeFile(join(directory, 'data'), 'a file, not a directory');
  await expect(readMasterKeys(embedded(), randomBytes)).rejects.toThrow(ConfigError);
  await expect(readMasterKeys(embedded(), randomBytes)).rejects.toThrow(keyFile());
});

test('a file that the operator named is read, and may hold several keys for a rotation', async () => {
  const masterKeyFile = join(directory, 'keys');
  const lines = ['new', 'old'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
  await writeFile(masterKeyFile, lines.join('\n'));
  const keys = await readMasterKeys({ ...embedded(), masterKeyFile }, randomBytes);
  expect(keys.map((key) => key.id)).toEqual(['new', 'old']);
});

test('a file that the operator named must be there: none is made for a mistyped path', async () => {
  const masterKeyFile = join(directory, 'kyes');
  await expect(readMasterKeys({ ...embedded(), masterKeyFile }, randomBytes)).rejects.toThrow(masterKeyFile);
  expect(await readdir(directory)).toEqual([]);
});
