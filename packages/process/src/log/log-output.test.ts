import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { openLogOutput } from './log-output.js';

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'otpost-log-'));
const program = fileURLToPath(new URL('../../dist/log.js', import.meta.url));

/** What a process of its own has logged when it ended in that way. */
async function loggedBy(ending: string): Promise<string[]> {
  const script = `import { createLogger } from ${JSON.stringify(program)};
    const log = createLogger({ level: 'info', name: 'test' });
    for (let line = 1; line <= 500; line += 1) log.info({ line }, 'said');
    ${ending}`;
  const ran = run(process.execPath, ['--input-type=module', '-e', script]);
  const { stdout } = await ran.catch((error: unknown) => error as { stdout: string });
  return stdout.trim().split('\n');
}

test('lines are written in order by the end of the turn', async () => {
  const path = join(directory, 'lines');
  const file = openSync(path, 'w');
  const output = openLogOutput(file);
  output.write('one\n');
  output.write('two\n');
  expect(readFileSync(path, 'utf8')).toBe('');
  await turn();
  await turn();
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  output.write('three\n');
  output.flushSync();
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\nthree\n');
  await turn();
  closeSync(file);
  rmSync(directory, { recursive: true });
});

test.each(['', 'process.exit(0);', 'throw new Error("broken");'])(
  'a process that ends by itself loses no line: %s',
  async (ending) => {
    const lines = await loggedBy(ending);
    expect(lines).toHaveLength(500);
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
  },
);
