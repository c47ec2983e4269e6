import { mkdir, rm } from 'node:fs/promises';
import type { Command } from '../command.js';
import { housePath } from '../house.js';
import { addCounts, closingLine, readTestCounts, type TestCounts } from '../read-test-counts.js';
import { runProgram } from '../run-program.js';

interface TestRun {
  readonly resultPath: string;
  readonly options: readonly string[];
}

const resultPath = housePath('.cache/test-results.json');
const chaos = 'test/src/chaos/';

/** All tests. The chaos suite judges how soon an installation under load heals, so it has the machine to itself. */
const allTests: readonly TestRun[] = [
  { resultPath, options: ['--testPathIgnorePatterns', '/node_modules/', '/dist/', chaos] },
  { resultPath: housePath('.cache/test-results-of-chaos.json'), options: ['--maxWorkers=2', chaos] },
];

async function runJest({ resultPath: path, options }: TestRun): Promise<{ exitCode: number; counts: TestCounts }> {
  // Those of the last run shall not pass for ours.
  await rm(path, { force: true });
  const exitCode = await runProgram(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${path}`,
    ...options,
  ]);
  return { exitCode, counts: await readTestCounts(path) };
}

export const command: Command = {
  usage: '[pattern...]',
  description:
    'Builds, then runs every test, or those whose path matches a pattern. A suite that needs a server which is not there says so\nand counts as skipped. The last line tells the counts.',
  options: {},
  takesWords: true,
  examples: ['./otpost test', './otpost test apps/cli', './otpost test packages/live/src/challenge'],
  async run({ positionals }) {
    await mkdir(housePath('.cache'), { recursive: true });
    const runs = positionals.length === 0 ? allTests : [{ resultPath, options: positionals }];
    let counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
    let exitCode = 0;
    for (const run of runs) {
      const finished = await runJest(run);
      counts = addCounts(counts, finished.counts);
      exitCode = Math.max(exitCode, finished.exitCode);
    }
    console.log(closingLine(counts));
    return exitCode === 0 && counts.failed > 0 ? 1 : exitCode;
  },
};
