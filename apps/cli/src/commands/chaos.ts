import type { Command } from '../command.js';
import { runProgram } from '../run-program.js';

export const command: Command = {
  usage: '[case...] [--rate N] [--seed N] [--json] [--soak [--minutes N]]',
  description:
    'Breaks things under load, one case after the other, and looks after each whether every promise held. With --soak the API,\nworkers and Redis are killed at random instead, for ten minutes at 100 challenges a second. Ends with 1 when a promise was broken.',
  options: {},
  examples: [
    './otpost chaos',
    './otpost chaos redis-half-open worker-stopped --seed 7',
    './otpost chaos --soak',
    './otpost chaos --soak --minutes 2 --rate 50 --json > chaos.json',
  ],
  takesEverything: true,
  run: ({ positionals }) => runProgram(process.execPath, ['test/dist/chaos/main.js', ...positionals]),
};
