import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { CommandError } from '../command.js';

/** Valkey is the same server under another name. */
const programs = ['redis-server', 'valkey-server'];
/** Scripts use flags that Redis 7.0 brought. */
const oldestMajor = 7;

const runFile = promisify(execFile);

/** The version that a program prints about itself, or undefined when there is no such program. */
async function readVersion(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await runFile(program, ['--version']);
    return /v=([0-9.]+)/.exec(stdout)?.[1] ?? 'of an unknown version';
  } catch {
    // Not on the PATH.
    return undefined;
  }
}

async function findOnPath(): Promise<string | undefined> {
  for (const program of programs) {
    const version = await readVersion(program);
    if (version === undefined) continue;
    if (Number.parseInt(version, 10) >= oldestMajor) return program;
    throw new CommandError(
      `${program} is ${version}, but Otpost needs ${oldestMajor}.0 or newer. Install a newer one, or set REDIS_URL to one elsewhere.`,
    );
  }
  return undefined;
}

function installationAdvice(): string {
  const command = platform() === 'darwin' ? 'brew install redis' : 'sudo apt-get install -y redis-server';
  return `redis-server is not installed. Install it (here probably: ${command}), or set REDIS_URL to one that runs elsewhere. Then run this again.`;
}

async function runApt(aptArguments: readonly string[]): Promise<boolean> {
  const apt = spawn('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...aptArguments], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [exitCode] = (await once(apt, 'exit')) as [number | null];
  return exitCode === 0;
}

async function canUseApt(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  try {
    await runFile('apt-get', ['--version']);
    return true;
  } catch {
    // Not a Debian.
    return false;
  }
}

/** Finds redis-server, or installs it where that is possible without asking. Throws a CommandError with what to type otherwise. */
export async function findRedisServer(print: (text: string) => void): Promise<string> {
  const found = await findOnPath();
  if (found) return found;
  if (!(await canUseApt())) throw new CommandError(installationAdvice());
  print('redis-server is not installed; installing it with apt-get. Only a private one in the data directory is used.');
  const packageName = ['install', '-y', '--no-install-recommends', 'redis-server'];
  // A fresh container has no package lists.
  const installed = (await runApt(packageName)) || ((await runApt(['update'])) && (await runApt(packageName)));
  const installedProgram = installed ? await findOnPath() : undefined;
  if (!installedProgram) throw new CommandError(`apt-get could not install it. ${installationAdvice()}`);
  return installedProgram;
}
