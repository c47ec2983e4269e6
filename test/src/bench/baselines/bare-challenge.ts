import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import { housePath } from '../house.js';

/** A challenge as a program would keep it that promises nothing but a code. */
export interface BareChallenge {
  readonly id: string;
  readonly to: string;
  readonly code: string;
}

interface Script {
  readonly source: string;
  readonly sha: string;
}

function readScript(name: string): Script {
  const source = readFileSync(housePath(`test/src/bench/baselines/${name}.lua`), 'utf8');
  return { source, sha: createHash('sha1').update(source).digest('hex') };
}

const createScript = readScript('create');
const checkScript = readScript('check');
const lifeMilliseconds = 25 * 60 * 1000;
/** Brings the hash to the size of ours, so that both carry as many bytes to Redis and to its log. */
const filler = 'x'.repeat(750);

export function bareKey(id: string): string {
  return `baseline:${id}`;
}

/** The words after EVALSHA: one hash with a life. */
function createArguments({ id, to, code }: BareChallenge, now: number): (string | number)[] {
  const fields = { status: 'pending', code, to, checks: 0, createdAt: now, expiresAt: now + lifeMilliseconds, filler };
  return [1, bareKey(id), lifeMilliseconds, ...Object.entries(fields).flat()];
}

/** Both scripts once, as a program would at its start. */
export async function loadBareScripts(redis: Redis): Promise<void> {
  for (const { source } of [createScript, checkScript]) await redis.script('LOAD', source);
}

export async function createBare(redis: Redis, challenge: BareChallenge, now: number): Promise<void> {
  await redis.evalsha(createScript.sha, ...(createArguments(challenge, now) as [number, ...string[]]));
}

/** True when the code was right and the challenge was pending. */
export async function checkBare(redis: Redis, id: string, code: string): Promise<boolean> {
  return (await redis.evalsha(checkScript.sha, 1, bareKey(id), code)) === 'approved';
}
