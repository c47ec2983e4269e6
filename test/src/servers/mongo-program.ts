import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** A program that speaks the protocol of MongoDB, and how to start it. */
export interface MongoProgram {
  readonly name: string;
  readonly path: string;
  /** Keeps nothing on a disk, and no millions of records. */
  readonly isInMemory: boolean;
  arguments(port: number, directory: string): string[];
}

const mongod = (path: string): MongoProgram => ({
  name: 'mongod',
  path,
  isInMemory: false,
  arguments: (port, directory) => ['--bind_ip', '127.0.0.1', '--port', `${port}`, '--dbpath', directory, '--quiet'],
});

const jongodb = (path: string): MongoProgram => ({
  name: 'jongodb, in memory',
  path,
  isInMemory: true,
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

/**
 * The best one that this machine has: a real MongoDB, else one that behaves like it. FerretDB 1 is none: it has no partial
 * indexes, by which addresses are dropped without looking at every record.
 */
export async function findMongoProgram(): Promise<MongoProgram | undefined> {
  const real = mongod('mongod');
  if (await canRun(real.path)) return real;
  const path = jongodbPath();
  return path === undefined ? undefined : jongodb(path);
}
