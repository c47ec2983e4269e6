import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

const built = new URL('../dist/run-until-stopped.js', import.meta.url).href;

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A process whose stop takes 1.2 s, and in which a promise breaks that nobody handled: `whileRunning`, or 700 ms into its stop. */
function runProcess(whileRunning: boolean): Promise<Ended> {
  const program = `
    import { runUntilStopped } from '${built}';
    const say = (...words) => console.log(words.at(-1));
    const breakOne = () => void Promise.reject(new Error('broken'));
    const stop = () => new Promise((resolve) => {
      if (!${whileRunning}) setTimeout(breakOne, 700);
      setTimeout(resolve, 1200);
    });
    await runUntilStopped(20_000, async () => ({ log: { info: say, error: say, fatal: say }, stop }));
    setInterval(() => undefined, 1000);
    console.log('up');
    if (${whileRunning}) breakOne();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
    if (!whileRunning && text.includes('up')) child.kill('SIGTERM');
  });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}

test('a promise that nobody handled ends the process, in order', async () => {
  const { exitCode, output } = await runProcess(true);
  expect(output.trim().split('\n')).toEqual(['up', 'A failure that nobody handled', 'stopping', 'stopped']);
  expect(exitCode).toBe(1);
});

test('one that breaks while the process stops is told, and cuts nothing off', async () => {
  const { exitCode, output } = await runProcess(false);
  expect(output.trim().split('\n')).toEqual(['up', 'stopping', 'A failure that nobody handled', 'stopped']);
  expect(exitCode).toBe(0);
});
