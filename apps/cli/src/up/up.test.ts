import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { housePath } from '../house.js';
import { eventually } from '../testing/eventually.js';
import { aliveOf, clearAway, endUp, pidsIn, type RunningUp, runUp } from '../testing/run-up.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import type { DevFile, DevPids } from './dev-file.js';
import { dataPaths } from './up-plan.js';

const run = promisify(execFile);
/** Ports that neither `freePort` of the tests nor the system gives away: five stand beside each other. */
const port = 30_000 + Math.floor(Math.random() * 100) * 20;
let place: ReturnType<typeof temporaryDirectory>;
let otherPlace: ReturnType<typeof temporaryDirectory>;
let up: RunningUp;
let other: RunningUp | undefined;

jest.setTimeout(120_000);

beforeAll(async () => {
  place = temporaryDirectory();
  otherPlace = temporaryDirectory();
  up = await runUp(place.directory, port);
});

afterAll(async () => {
  await clearAway(up);
  await clearAway(other);
  place.remove();
  otherPlace.remove();
});

/** The whole main job, as a person sees it. */
async function demo(directory: string): Promise<string> {
  const { stdout } = await run(process.execPath, [housePath('apps/cli/dist/main.js'), 'demo', '--data', directory]);
  return stdout;
}

const kept = ({ apiUrl, apiKey, adminKey, seeded }: DevFile) => ({ apiUrl, apiKey, adminKey, seeded });

test('dev.json names what runs, and is for its owner only', () => {
  const file = up.file();
  expect(file).toMatchObject({
    apiUrl: `http://localhost:${port}`,
    docsUrl: `http://localhost:${port}/docs`,
    inboxUrl: `http://localhost:${port + 1}`,
    consoleUrl: `http://localhost:${port}/console`,
    adminSetupUrl: expect.stringMatching(/^http:\/\/localhost:\d+\/console\/set-up#lnk_setup\.[\w-]{43}$/),
    apiKey: expect.stringMatching(/^otp_live_/),
  });
  expect(pidsIn(file)).toHaveLength(4);
  expect(aliveOf(pidsIn(file))).toHaveLength(4);
  expect(statSync(dataPaths(place.directory).devFile).mode & 0o777).toBe(0o600);
});

test('the printed lines, pasted as they are, send a code and get it approved', async () => {
  const lines = up.printed().split('\n');
  const pasted = lines.filter((line) => line.startsWith('curl ') || line.startsWith('ID=')).join('\n');
  const { stdout } = await run('sh', ['-c', pasted]);
  expect(stdout).toContain('"status":"pending"');
  expect(stdout).toContain('"status":"approved"');
});

test('the demo shows a code by email and by SMS, a wrong check and the right one', async () => {
  const shown = await demo(place.directory);
  expect(shown.match(/is wrong: 4 checks left/g)).toHaveLength(2);
  expect(shown.match(/is right: approved/g)).toHaveLength(2);
});

test('status and doctor find all well', async () => {
  for (const command of ['status', 'doctor']) {
    const words = [housePath('apps/cli/dist/main.js'), command, '--data', place.directory];
    // What it found is in its words, whether it ended well or not.
    const { stdout } = await run(process.execPath, words).catch((failed: { stdout: string }) => failed);
    expect(stdout).toMatch(/^(Ready\.|.*All is well\.)/s);
  }
});

test('a restore by force is refused while workers run, and deletes nothing', async () => {
  const file = join(otherPlace.directory, 'backup.ndjson');
  const otpost = (...words: string[]) => run(process.execPath, [housePath('apps/cli/dist/main.js'), ...words]);
  await otpost('backup', file, '--data', place.directory);
  await expect(otpost('restore', file, '--force', '--data', place.directory)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Stop every API and worker'),
  });
  expect(await demo(place.directory)).toContain('is right: approved');
});

test('a second up in the same data directory is refused, and the first one is named', async () => {
  await expect(runUp(place.directory, port + 400)).rejects.toThrow(
    new RegExp(`Otpost already runs with this data directory \\(process ${up.process.pid}\\)`),
  );
});

test('a second up on the same port is refused, and a way out is told', async () => {
  await expect(runUp(otherPlace.directory, port)).rejects.toThrow(/Port [0-9]+ is taken by another program.*--port/);
});

test('another up runs beside it, and each sends its own codes', async () => {
  other = await runUp(otherPlace.directory, port + 10, '--apis', '2', '--workers', '2');
  expect(other.file().pids.api).toHaveLength(2);
  expect(other.file().pids.workers).toHaveLength(2);
  expect(await demo(otherPlace.directory)).toContain('is right: approved');
  expect(await demo(place.directory)).toContain('is right: approved');
});

/** On a connection of its own, which must not hang. */
async function isAlive(apiUrl: string): Promise<boolean> {
  const init = { headers: { connection: 'close' }, signal: AbortSignal.timeout(10_000) };
  return (await fetch(`${apiUrl}/livez`, init)).ok;
}

test('API processes share one port: while one of them is suspended no request hangs', async () => {
  const [first = 0] = other!.file().pids.api;
  process.kill(first, 'SIGSTOP');
  for (let count = 0; count < 20; count += 1) expect(await isAlive(other!.file().apiUrl)).toBe(true);
  process.kill(first, 'SIGCONT');
});

test('when one of them is killed no request hangs, and it comes again beside the other', async () => {
  const [first = 0, second] = other!.file().pids.api;
  process.kill(first, 'SIGKILL');
  for (let count = 0; count < 20; count += 1) expect(await isAlive(other!.file().apiUrl)).toBe(true);
  const now = await eventually('two run again', () => {
    const { api } = other!.file().pids;
    return api.length === 2 && !api.includes(first) && api;
  });
  expect(now).toContain(second);
});

test('Ctrl-C ends everything that up started, and its exit code is 0', async () => {
  const pids = pidsIn(other!.file());
  expect(pids).toHaveLength(6);
  expect(await endUp(other!, 'SIGINT')).toBe(0);
  expect(aliveOf(pids)).toEqual([]);
  expect(pidsIn(other!.file())).toEqual([]);
});

const killed: readonly [string, (pids: DevPids) => number | null | undefined][] = [
  ['API', (pids) => pids.api[0]],
  ['worker', (pids) => pids.workers[0]],
  ['inbox', (pids) => pids.inbox],
  ['redis', (pids) => pids.redis],
];

test.each(killed)(
  'the %s, killed with kill -9, comes again on its port, dev.json follows, and codes go on',
  async (_name, pick) => {
    const before = up.file();
    const pid = pick(before.pids);
    process.kill(pid!, 'SIGKILL');
    await eventually('another one runs', () => {
      const now = pick(up.file().pids);
      return typeof now === 'number' && now !== pid;
    });
    expect(kept(up.file())).toEqual(kept(before));
    await eventually('it is ready', async () => (await fetch(`${before.apiUrl}/readyz`).catch(() => undefined))?.ok);
    await eventually(
      'a code is approved',
      () =>
        demo(place.directory).then(
          (text) => text,
          () => undefined,
        ),
      60_000,
    );
  },
);

test('after a kill -9 of up the next one ends what was left, and keeps application, keys and providers', async () => {
  const before = up.file();
  const orphans = pidsIn(before);
  await endUp(up, 'SIGKILL');
  expect(aliveOf(orphans)).not.toEqual([]);
  up = await runUp(place.directory, port);
  expect(up.printed()).toContain('that an earlier otpost left behind');
  expect(aliveOf(orphans)).toEqual([]);
  expect(kept(up.file())).toEqual(kept(before));
  expect(await demo(place.directory)).toContain('is right: approved');
});

test('a restart on another port keeps a pending challenge and mends the ports of the inbox', async () => {
  const { apiKey, apiUrl } = up.file();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ channel: 'email', to: 'kept@example.com' });
  const created = await fetch(`${apiUrl}/v1/challenges`, { method: 'POST', headers, body });
  const { id } = (await created.json()) as { id: string };
  const code = (await (await fetch(`${up.file().inboxUrl}/code?challenge=${id}`)).text()).trim();
  const { seeded } = up.file();
  expect(await endUp(up, 'SIGTERM')).toBe(0);

  up = await runUp(place.directory, port + 300);
  expect(up.file()).toMatchObject({ apiKey, seeded });
  const check = { method: 'POST', headers, body: JSON.stringify({ code }) };
  const checked = await fetch(`${up.file().apiUrl}/v1/challenges/${id}/check`, check);
  expect(await checked.json()).toMatchObject({ status: 'approved' });
  expect(await demo(place.directory)).toContain('is right: approved');
});

test('without dev.json it starts, and revokes no key of the application that stands', async () => {
  const { adminKey, apiKey, apiUrl, seeded } = up.file();
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' };
  const keys = `${apiUrl}/admin/v1/applications/${seeded.applicationId}/keys`;
  const made = await fetch(keys, { method: 'POST', headers, body: '{}' });
  expect(made.status).toBe(201);
  expect(await endUp(up, 'SIGTERM')).toBe(0);
  rmSync(dataPaths(place.directory).devFile);

  up = await runUp(place.directory, port + 300);
  expect(up.file().seeded).toMatchObject({
    emailProviderId: seeded.emailProviderId,
    smsProviderId: seeded.smsProviderId,
  });
  expect(up.file().seeded.applicationId).not.toBe(seeded.applicationId);
  expect(await demo(place.directory)).toContain('is right: approved');
  const asBefore = await fetch(`${up.file().apiUrl}/v1/deliveries`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(asBefore.status).toBe(200);
});
