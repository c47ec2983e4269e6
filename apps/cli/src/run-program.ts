import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { houseDirectory } from './house.js';

/**
 * Runs a program in the house with this terminal as its own, and gives its exit code.
 * Ctrl-C reaches both; this process waits for the program to end as it likes.
 */
export function runProgram(command: string, commandArguments: readonly string[]): Promise<number> {
  const waitForProgram = (): void => undefined;
  process.on('SIGINT', waitForProgram);
  return new Promise((resolve, reject) => {
    const program = spawn(command, commandArguments, { cwd: houseDirectory, stdio: 'inherit' });
    program.on('error', reject);
    program.on('close', (exitCode, signal) => {
      process.off('SIGINT', waitForProgram);
      // 128 + the number of the signal, as shells count.
      resolve(exitCode ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
