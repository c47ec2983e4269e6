import type { Command } from '../command.js';
import { runProgram } from '../run-program.js';

export const command: Command = {
  usage: '[case...] [--json] [--rounds N]',
  description:
    'Runs each case beside its baseline in the same run, alternating, and prints the ratio of the medians. The whole set takes\nup to ten minutes on two cores.',
  options: {},
  examples: ['./otpost bench', './otpost bench issue check --rounds 3', './otpost bench --json > bench.json'],
  takesEverything: true,
  run: ({ positionals }) => runProgram(process.execPath, ['test/dist/bench/main.js', ...positionals]),
};
