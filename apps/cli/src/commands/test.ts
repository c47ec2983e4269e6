import { mkdir, rm } from 'node:fs/promises';
import type { Command } from '../command.js';
import { housePath } from '../house.js';
import { closingLine, readTestCounts } from '../read-test-counts.js';
import { runProgram } from '../run-program.js';

const resultPath = housePath('.cache/test-results.json');

export const command: Command = {
  usage: '[pattern...]',
  description:
    'Builds, then runs every test, or those whose path matches a pattern. A suite that needs a server which is not there says so\nand counts as skipped. The last line tells the counts.',
  options: {},
  takesWords: true,
  examples: ['./otpost test', './otpost test apps/cli', './otpost test packages/live/src/challenge'],
  async run({ positionals }) {
    await mkdir(housePath('.cache'), { recursive: true });
    // Those of the last run shall not pass for ours.
    await rm(resultPath, { force: true });
    const exitCode = await runProgram(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${resultPath}`,
      ...positionals,
    ]);
    const counts = await readTestCounts(resultPath);
    console.log(closingLine(counts));
    return exitCode === 0 && counts.failed > 0 ? 1 : exitCode;
  },
};
