import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { housePath } from '../house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

let place: ReturnType<typeof temporaryDirectory>;

beforeEach(() => {
  place = temporaryDirectory();
});
afterEach(() => place.remove());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** In a process of its own, in the directory of somebody who writes a provider. */
async function otpost(...words: string[]): Promise<Ended> {
  const program = [housePath('apps/cli/dist/main.js'), ...words];
  return await promisify(execFile)(process.execPath, program, { cwd: place.directory }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

test('a new provider is made, and keeps every promise as it is', async () => {
  expect(await otpost('provider', 'new', 'ring-ring')).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await otpost('provider', 'test', './providers/ring-ring');
  expect(stdout).toMatch(/\n[0-9]+ promises kept, 0 broken\n$/);
  expect(code).toBe(0);
});

test.each([
  [['new', 'No Such Kind'], 'is no kind'],
  [['test', './nowhere'], 'cannot be loaded'],
])('provider %j says in one sentence what is wrong', async (words, sentence) => {
  const { code, stderr } = await otpost('provider', ...words);
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(sentence);
});
