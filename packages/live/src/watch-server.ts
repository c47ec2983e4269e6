import type { Redis } from 'ioredis';
import { mastersOf } from './connection/redis-nodes.js';
import type { RedisConnection } from './connection/run-script.js';

/** Above this part of its `maxmemory` no new challenge is made. */
export const fullShare = 0.75;

export interface ServerWatch {
  /** One master above the limit is enough: a create writes on several. */
  isFull(): boolean;
  /** As last looked; one that was never looked at is asked. */
  hasReplicas(node: Redis): boolean | Promise<boolean>;
  stop(): void;
}

interface Seen {
  readonly isFull: boolean;
  readonly hasReplicas: boolean;
}

function infoNumber(info: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

function shareInUse(info: string): number {
  const limit = infoNumber(info, 'maxmemory');
  return limit === 0 ? 0 : infoNumber(info, 'used_memory') / limit;
}

/**
 * Looks at the memory and the replicas of every master twice a second, since a script may not. While one does not answer the
 * last word of it holds.
 */
export function watchServer(redis: RedisConnection, everyMilliseconds: number): ServerWatch {
  const seen = new WeakMap<Redis, Seen>();
  let full = false;
  const lookAt = async (node: Redis): Promise<Seen> => {
    const info = await node.info('memory', 'replication');
    // One that is still loading acknowledges nothing: waiting for it would be for nothing.
    const found = { isFull: shareInUse(info) > fullShare, hasReplicas: /^slave\d+:.*state=online/m.test(info) };
    seen.set(node, found);
    return found;
  };
  const look = async (): Promise<void> => {
    try {
      const masters = mastersOf(redis);
      // Commands that follow will meet the same failure and report it.
      await Promise.allSettled(masters.map(lookAt));
      full = masters.some((node) => seen.get(node)?.isFull);
    } catch {
      // The owner of a shard is away, as above.
    }
  };
  const timer = setInterval(() => void look(), everyMilliseconds);
  timer.unref();
  void look();
  return {
    isFull: () => full,
    hasReplicas: (node) => seen.get(node)?.hasReplicas ?? lookAt(node).then(({ hasReplicas }) => hasReplicas),
    stop: () => clearInterval(timer),
  };
}
