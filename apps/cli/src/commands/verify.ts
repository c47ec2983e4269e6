import type { Command } from '../command.js';
import { runProgram } from '../run-program.js';

export const command: Command = {
  usage: '',
  description:
    'Everything that needs no server: format, imports, lint, types of code and tests, folder names, documents.',
  options: {},
  examples: ['./otpost verify'],
  run: () => runProgram(process.execPath, ['scripts/verify.mjs']),
};
