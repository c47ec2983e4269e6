import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.js';
import { identifyProcess, isRunning } from './process-identity.js';

test('a process is known by its number and its start', () => {
  const own = identifyProcess(process.pid)!;
  expect(own.pid).toBe(process.pid);
  expect(isRunning(own)).toBe(true);
  expect(isRunning({ ...own, startedAt: 'another boot 1' })).toBe(false);
});

test('a process that has ended runs no more', async () => {
  const child = spawn('sleep', ['60']);
  const identity = identifyProcess(child.pid ?? 0)!;
  expect(isRunning(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isRunning(identity)).toBe(false);
});

test('a zombie that nobody collects counts as ended', async () => {
  // The shell becomes a sleep that never collects the child which it started before.
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const zombie = Number(String(line));
  await eventually('the child is a zombie', () => identifyProcess(zombie) === undefined);
  expect(() => process.kill(zombie, 0)).not.toThrow();
  parent.kill('SIGKILL');
  await once(parent, 'exit');
});
