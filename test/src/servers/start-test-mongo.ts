import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { testMongoUrl } from '@otpost/config/test-environment';
import { freePort } from './free-port.js';
import { hangProcess } from './hang-process.js';
import { findMongoProgram, type MongoProgram } from './mongo-program.js';

/** A server that speaks the protocol of MongoDB. */
export interface TestMongo {
  readonly name: string;
  /** Keeps nothing on a disk, and no millions of records. */
  readonly isInMemory: boolean;
  /** The URL of a database that nobody has used. */
  newDatabaseUrl(): string;
  /** SIGSTOP and SIGCONT: the server hangs, and goes on. Undefined for a server that the tests did not start. */
  readonly hang: (() => void) | undefined;
  readonly goOn: (() => void) | undefined;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function waitUntilListening(server: ChildProcess, name: string, port: number): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isListening(port))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`${name} did not start`);
    await wait(50);
  }
}

function databaseUrl(serverUrl: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(serverUrl);
  if (!parts) throw new Error('OTPOST_TEST_MONGODB_URL must start with mongodb:// or mongodb+srv://');
  return `${parts[1]}/otpost_test_${randomBytes(6).toString('hex')}${parts[2] ?? ''}`;
}

async function startProgram(program: MongoProgram): Promise<TestMongo> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-mongo-'));
  const port = await freePort();
  const server = spawn(program.path, program.arguments(port, directory), { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await waitUntilListening(server, program.name, port);
  return {
    name: program.name,
    isInMemory: program.isInMemory,
    newDatabaseUrl: () => databaseUrl(`mongodb://127.0.0.1:${port}`),
    hang: () => hangProcess(server),
    goOn: () => server.kill('SIGCONT'),
    async stop() {
      server.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Uses the server at OTPOST_TEST_MONGODB_URL, else starts the best one that this machine has, and says which.
 * Undefined, and a line that says so, when there is none.
 */
export async function startTestMongo(): Promise<TestMongo | undefined> {
  const url = testMongoUrl();
  const program = url === undefined ? await findMongoProgram() : undefined;
  const name = url === undefined ? program?.name : 'the server at OTPOST_TEST_MONGODB_URL';
  process.stderr.write(name ? `MongoDB tests run on ${name}\n` : 'MongoDB tests are SKIPPED: no server was found\n');
  if (program) return startProgram(program);
  if (url === undefined || name === undefined) return undefined;
  return {
    name,
    isInMemory: false,
    newDatabaseUrl: () => databaseUrl(url),
    hang: undefined,
    goOn: undefined,
    stop: () => Promise.resolve(),
  };
}
