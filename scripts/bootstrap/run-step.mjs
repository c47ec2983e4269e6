import { spawn } from 'node:child_process';

const spinnerFrames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Tells that the step still runs: a spinner with the elapsed time for a person, a line now and then for a log. */
function showProgress(doing) {
  const startedAt = Date.now();
  const elapsed = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  if (!process.stderr.isTTY) {
    process.stderr.write(`${doing} ...\n`);
    const timer = setInterval(() => process.stderr.write(`  still running, ${elapsed()}\n`), 15_000);
    return { stop: () => clearInterval(timer), elapsed };
  }
  let frame = 0;
  const draw = () => {
    frame += 1;
    process.stderr.write(`\r\x1b[K${spinnerFrames[frame % spinnerFrames.length]} ${doing} ... ${elapsed()}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  const stop = () => {
    clearInterval(timer);
    process.stderr.write('\r\x1b[K');
  };
  return { stop, elapsed };
}

function runToEnd(command, commandArguments, directory) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-100_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ exitCode: 1, output: `${command}: ${error.message}` }));
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

/** Runs one command quietly; its words are shown only when it fails, and then the step throws. Progress goes to stderr. */
export async function runStep({ doing, done, failed, command, commandArguments, directory }) {
  const progress = showProgress(doing);
  const { exitCode, output } = await runToEnd(command, commandArguments, directory);
  progress.stop();
  if (exitCode !== 0) {
    process.stderr.write(`${output.trim()}\n`);
    throw new Error(failed);
  }
  process.stderr.write(`${process.stderr.isTTY ? '\x1b[32m✓\x1b[0m ' : ''}${done} (${progress.elapsed()})\n`);
}
