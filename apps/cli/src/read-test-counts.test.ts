import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { closingLine, readTestCounts } from './read-test-counts.js';

test('a suite that cannot be loaded counts as a failed test, a skipped one as skipped', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-counts-'));
  const path = join(directory, 'results.json');
  const results = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  await writeFile(path, JSON.stringify(results));
  expect(closingLine(await readTestCounts(path))).toBe('7 passed, 2 failed, 3 skipped');
  await rm(directory, { recursive: true });
});

test('a run that left no results has failed', async () => {
  expect(closingLine(await readTestCounts('/no/such/results.json'))).toBe('0 passed, 1 failed, 0 skipped');
});
