import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestRedis, type TestRedis } from '@otpost/process/start-test-redis';
import { housePath } from '../house.js';
import { askRedis } from '../installation/ask-redis.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

let redis: TestRedis;
let place: ReturnType<typeof temporaryDirectory>;
const newKeys = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const masterKeys = newKeys('main');

beforeAll(async () => {
  redis = await startTestRedis('--appendonly yes --appendfsync everysec --maxmemory-policy noeviction');
});
afterAll(() => redis.stop());
beforeEach(async () => {
  place = temporaryDirectory();
  // Each test has an installation of its own.
  await askRedis({ redisUrl: redis.url }, (client) => client.flushall());
});
afterEach(() => place.remove());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function otpost(line: string, variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = {
    OTPOST_ENVIRONMENT: 'test',
    OTPOST_DATA_DIRECTORY: place.directory,
    OTPOST_MASTER_KEYS: masterKeys,
    OTPOST_PUBLIC_URL: 'http://localhost:7070',
    OTPOST_METRICS_PORT: '0',
    REDIS_URL: redis.url,
    ...variables,
  };
  const program = [housePath('apps/cli/dist/main.js'), ...line.split(' ')];
  return await promisify(execFile)(process.execPath, program, { cwd: place.directory, env }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

const oneSentence = (text: string) => expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*\\n$`));

test('status says that no worker takes, and what should not stay so', async () => {
  await otpost('admin key create');
  const { code, stdout } = await otpost('status');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}email {2}0 waiting; NO WORKER takes from it: \.\/otpost start worker$/m);
  expect(stdout).toMatch(/^Warning: Redis has appendfsync everysec.*Set appendfsync always/m);
});

test('doctor names a Redis that another installation works with', async () => {
  await otpost('admin key create');
  await askRedis({ redisUrl: redis.url }, (client) => client.set('{otpost}:installation', 'another'));
  const { stdout } = await otpost('doctor');
  expect(stdout).toMatch(/^WRONG {3}redis .*Another installation works with this Redis\n.*REDIS_URL/m);
});

describe('a command that cannot do its work says why in one sentence, without a stack:', () => {
  const commands = ['migrate', 'audit verify', 'admin key create', 'backup b.ndjson'];

  test.each(commands.filter((line) => !line.startsWith('backup')))('%s with another master key', async (line) => {
    await otpost('admin key create');
    const ended = await otpost(line, { OTPOST_MASTER_KEYS: newKeys('other') });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('Master key "main" is not configured') });
    expect(ended.stderr).not.toContain('    at ');
  });

  test.each(commands)('%s on a file that is no store', async (line) => {
    const directory = join(place.directory, 'broken');
    mkdirSync(directory);
    writeFileSync(join(directory, 'otpost.sqlite'), 'This is no database, and was none before either.');
    const ended = await otpost(line, { OTPOST_DATA_DIRECTORY: directory });
    expect(ended).toMatchObject({
      code: 1,
      stderr: oneSentence('file is not a database. See what is wrong: ./otpost doctor'),
    });
  });
});

test.each([
  ['worker', 'OTPOST_METRICS_PORT'],
  ['api', 'OTPOST_METRICS_PORT'],
  ['api', 'OTPOST_PORT'],
])('start %s with a port that is taken names %s', async (room, variable) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const ended = await otpost(`start ${room}`, { OTPOST_PORT: '0', [variable]: String(port) });
  holder.close();
  expect(ended).toMatchObject({ code: 1, stderr: oneSentence(`${variable}: 127.0.0.1:${port} is taken`) });
});
