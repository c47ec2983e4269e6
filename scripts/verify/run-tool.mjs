import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Runs a tool of node_modules. Gives its words as one finding when it fails, and nothing when all is well. */
export async function runTool(house, program, programArguments) {
  const child = spawn(process.execPath, [join(house, 'node_modules', program), ...programArguments], {
    cwd: house,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [output, errors, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return exitCode === 0 ? [] : [`${output}${errors}`.trim()];
}
