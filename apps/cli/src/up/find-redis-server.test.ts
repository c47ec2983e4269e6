import { execFile } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { housePath } from '../house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

let place: ReturnType<typeof temporaryDirectory>;

beforeEach(() => {
  place = temporaryDirectory();
  for (const program of ['env', 'sh', 'cp', 'chmod'])
    symlinkSync(`/usr/bin/${program}`, join(place.directory, program));
});
afterEach(() => place.remove());

function addProgram(name: string, script: string): void {
  writeFileSync(join(place.directory, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(place.directory, name), 0o755);
}

/** Looks for redis-server on a PATH with nothing but what the test has put there; gives what was printed. */
async function find(): Promise<string> {
  const script = `
    const { findRedisServer } = await import(${JSON.stringify(housePath('apps/cli/dist/up/find-redis-server.js'))});
    console.log('found', await findRedisServer(console.log).catch((error) => error.message));`;
  const words = ['--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, words, { env: { PATH: place.directory } })).stdout;
}

test('a redis-server on the PATH is taken', async () => {
  addProgram('redis-server', 'echo "Redis server v=7.2.4 sha=0"');
  expect(await find()).toBe('found redis-server\n');
});

test('valkey-server serves as well', async () => {
  addProgram('valkey-server', 'echo "Valkey server v=8.0.1 sha=0"');
  expect(await find()).toBe('found valkey-server\n');
});

test('one that is too old is named, with its version', async () => {
  addProgram('redis-server', 'echo "Redis server v=6.0.16 sha=0"');
  expect(await find()).toMatch(/redis-server is 6\.0\.16, but Otpost needs 7\.0 or newer/);
});

test('without one and without apt-get the command to type is told', async () => {
  expect(await find()).toMatch(/redis-server is not installed\. Install it \(here probably: .+\), or set REDIS_URL/);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('without one, apt-get installs it, with fresh package lists when it needs them', async () => {
  const lists = join(place.directory, 'lists');
  const redis = join(place.directory, 'redis-server');
  addProgram(
    'apt-get',
    `case "$*" in
      --version) echo apt 2.6 ;;
      *update*) echo fresh > ${lists} ;;
      *install*redis-server*) [ -e ${lists} ] || exit 100; cp ${place.directory}/new ${redis} ;;
    esac`,
  );
  addProgram('new', 'echo "Redis server v=7.0.15 sha=0"');
  const printed = await find();
  expect(printed).toContain('redis-server is not installed; installing it with apt-get');
  expect(printed).toContain('found redis-server\n');
});

asRoot('an apt-get that fails is told, with the command to type', async () => {
  addProgram('apt-get', 'case "$*" in --version) ;; *) exit 100 ;; esac');
  expect(await find()).toMatch(/apt-get could not install it\. redis-server is not installed\. Install it/);
});
