import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { housePath } from '../house.js';
import type { ChildPlan } from './keep-child.js';
import { writeWholeFile } from './write-whole-file.js';

export interface PrivateRedis {
  readonly url: string;
  readonly plan: ChildPlan;
}

function keepPassword(path: string, randomBytes: (size: number) => Buffer): string {
  if (!existsSync(path)) writeWholeFile(path, randomBytes(24).toString('base64url'));
  return readFileSync(path, 'utf8');
}

/** Redis reads a quoted word with backslashes, as JSON writes it. */
function settings(directory: string, { port, password }: RedisAccess): string {
  return [
    `include ${JSON.stringify(housePath('config/redis.conf'))}`,
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${JSON.stringify(password)}`,
    `dir ${JSON.stringify(directory)}`,
    'daemonize no',
    'logfile ""',
    '',
  ].join('\n');
}

interface RedisAccess {
  readonly port: number;
  readonly password: string;
}

function redisUrl({ port, password }: RedisAccess): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}

/** The URL of the Redis that a supervisor started last with its data there; undefined when none ever was. */
export function readPrivateRedisUrl(directory: string): string | undefined {
  const passwordPath = join(directory, 'password');
  const settingsPath = join(directory, 'redis.conf');
  if (!existsSync(passwordPath) || !existsSync(settingsPath)) return undefined;
  const port = Number(/^port ([0-9]+)$/m.exec(readFileSync(settingsPath, 'utf8'))?.[1]);
  return redisUrl({ port, password: readFileSync(passwordPath, 'utf8') });
}

/**
 * A Redis of our own with its data in the directory: config/redis.conf, this port, and a password in files of mode 0600, so
 * that other users of the machine cannot read what is in it.
 */
export function planPrivateRedis(
  program: string,
  directory: string,
  port: number,
  randomBytes: (size: number) => Buffer,
): PrivateRedis {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const password = keepPassword(join(directory, 'password'), randomBytes);
  const settingsPath = join(directory, 'redis.conf');
  writeWholeFile(settingsPath, settings(directory, { port, password }));
  return {
    url: redisUrl({ port, password }),
    plan: {
      name: 'redis',
      launch: (log) => spawn(program, [settingsPath], { stdio: ['ignore', log, log], detached: true }),
      isReadyLine: (line) => line.includes('Ready to accept connections'),
    },
  };
}
