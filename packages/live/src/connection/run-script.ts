import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Cluster, Redis } from 'ioredis';
import { redisError } from './redis-error.js';

export type RedisConnection = Redis | Cluster;

export interface Script {
  readonly source: string;
  readonly sha: string;
}

const shebang = /^#!lua.*\n/;

/** Reads a script and puts the shared parts before it. Paths are below src/, where the scripts stay beside their wrappers. */
export function loadScript(path: string, parts: readonly string[]): Script {
  const read = (name: string) => readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8');
  const body = read(path);
  const flags = shebang.exec(body)?.[0] ?? '#!lua\n';
  const source = flags + parts.map((part) => read(`scripts/${part}.lua`)).join('\n') + body.replace(shebang, '');
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

export type Reply = readonly (string | Reply)[];

/** One round trip; a second one only when Redis has forgotten the script, after a restart say. */
export async function runScript(
  redis: RedisConnection,
  script: Script,
  keys: readonly string[],
  values: readonly (string | number)[],
): Promise<Reply> {
  try {
    return (await redis.evalsha(script.sha, keys.length, ...keys, ...values)) as Reply;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw redisError(error);
  }
  try {
    return (await redis.eval(script.source, keys.length, ...keys, ...values)) as Reply;
  } catch (error) {
    throw redisError(error);
  }
}
