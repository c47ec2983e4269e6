import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A program that speaks the protocol of MongoDB, and how to start it. */
export interface MongoProgram {
  readonly name: string;
  readonly path: string;
  arguments(port: number, directory: string): string[];
}

const mongod = (path: string): MongoProgram => ({
  name: 'mongod',
  path,
  arguments: (port, directory) => ['--bind_ip', '127.0.0.1', '--port', `${port}`, '--dbpath', directory, '--quiet'],
});

const ferretdb = (path: string): MongoProgram => ({
  name: 'FerretDB on SQLite',
  path,
  arguments: (port, directory) => [
    ...['--handler=sqlite', `--sqlite-url=file:${directory}/`, `--state-dir=${directory}`],
    ...[`--listen-addr=127.0.0.1:${port}`, '--debug-addr=-', '--telemetry=disable', '--log-level=error'],
  ],
});

const jongodb = (path: string): MongoProgram => ({
  name: 'jongodb, in memory',
  path,
  arguments: (port) => ['--host=127.0.0.1', `--port=${port}`, '--database=otpost'],
});

function canRun(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const program = spawn(path, ['--version'], { stdio: 'ignore' });
    program.once('error', () => resolve(false));
    program.once('exit', (code) => resolve(code === 0));
  });
}

function jongodbPath(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@jongodb/memory-server-bin-linux-x64-gnu/bin/jongodb');
  } catch {
    // An optional dependency: there is none for this machine.
    return undefined;
  }
}

/** The best one that this machine has: a real MongoDB, else one that behaves like it. */
export async function findMongoProgram(): Promise<MongoProgram | undefined> {
  const installed = fileURLToPath(new URL('../../../.cache/bin/ferretdb', import.meta.url));
  const candidates = [mongod('mongod'), ferretdb('ferretdb'), ferretdb(installed)];
  for (const candidate of candidates) {
    if (await canRun(candidate.path)) return candidate;
  }
  const path = jongodbPath();
  return path === undefined ? undefined : jongodb(path);
}
