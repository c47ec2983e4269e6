import { runCommandLine } from './run-command-line.js';

// The process ends by itself: `start` goes on serving after this line.
process.exitCode = await runCommandLine(process.argv.slice(2), { print: console.log, printError: console.error });
