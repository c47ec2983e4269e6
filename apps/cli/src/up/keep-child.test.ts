import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { type ChildPlan, type KeptChild, keepChild } from './keep-child.js';
import { identifyProcess } from './process-identity.js';

let place: ReturnType<typeof temporaryDirectory>;
let child: KeptChild | undefined;
let deaths: string[];
let changes: number;

beforeEach(() => {
  place = temporaryDirectory();
  deaths = [];
  changes = 0;
});
afterEach(async () => {
  await child?.stop(0);
  child = undefined;
  place.remove();
});

function shellPlan(script: string): ChildPlan {
  return {
    name: 'sample',
    launch: (log) => spawn('sh', ['-c', script], { stdio: ['ignore', log, log] }),
    isReadyLine: (line) => line === 'ready',
  };
}

function keep(plan: ChildPlan): KeptChild {
  return keepChild(plan, {
    logDirectory: place.directory,
    onChange: () => {
      changes += 1;
    },
    onLine: () => undefined,
    onDeath: (sentence) => deaths.push(sentence),
  });
}

test('a child that is killed comes again under a new number, and both are told', async () => {
  child = keep(shellPlan('echo ready; exec sleep 60'));
  await child.ready;
  const first = child.pid()!;
  process.kill(first, 'SIGKILL');
  const second = await eventually('another one runs', () => child?.pid() !== first && child?.pid());
  expect(second).not.toBe(first);
  expect(deaths).toEqual(['sample ended (SIGKILL); starting it again in 100 ms']);
  expect(changes).toBe(3);
});

test('the pause grows while a child dies again and again', async () => {
  child = keep(shellPlan('echo ready'));
  await eventually('it died four times', () => deaths.length >= 4);
  expect(deaths.slice(0, 4).map((sentence) => sentence.replace(/.* in /, ''))).toEqual([
    '100 ms',
    '200 ms',
    '400 ms',
    '800 ms',
  ]);
});

test('a child that never gets ready is given up, and the end of its log is shown', async () => {
  child = keep(shellPlan('echo "cannot open the store"; exit 3'));
  await expect(child.ready).rejects.toThrow(/sample ended \(exit code 3\) before it was ready.*cannot open the store/s);
});

test('a program that does not exist is an error, not a silence', async () => {
  child = keep({ ...shellPlan(''), launch: () => spawn('/no/such/program') });
  await expect(child.ready).rejects.toThrow('ENOENT');
});

test('a stopped child ends in its own time and does not come again', async () => {
  const trace = join(place.directory, 'trace');
  child = keep(shellPlan(`trap 'echo orderly > ${trace}; exit 0' TERM; echo ready; while :; do sleep 0.05; done`));
  await child.ready;
  await child.stop(10_000);
  expect(readFileSync(trace, 'utf8')).toBe('orderly\n');
  expect(child.pid()).toBeUndefined();
  expect(deaths).toEqual([]);
});

test('a child that does not listen is killed after its grace, also when it is suspended', async () => {
  child = keep(shellPlan("trap '' TERM; echo ready; while :; do sleep 0.05; done"));
  await child.ready;
  const pid = child.pid()!;
  process.kill(pid, 'SIGSTOP');
  await child.stop(100);
  expect(identifyProcess(pid)).toBeUndefined();
});

test('what the child says stands in its log, behind what earlier ones said', async () => {
  writeFileSync(join(place.directory, 'sample.log'), 'ready\nof an earlier run\n');
  child = keep(shellPlan('echo to-output; echo to-error >&2; sleep 0.1; echo ready; exec sleep 60'));
  await child.ready;
  expect(readFileSync(join(place.directory, 'sample.log'), 'utf8')).toBe(
    'ready\nof an earlier run\nto-output\nto-error\nready\n',
  );
});
