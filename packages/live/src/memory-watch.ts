import type { RedisConnection } from './connection/run-script.js';

const fullShare = 0.75;

export interface MemoryWatch {
  isFull(): boolean;
  stop(): void;
}

function shareInUse(info: string): number {
  const value = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const limit = value('maxmemory');
  return limit === 0 ? 0 : value('used_memory') / limit;
}

async function fullest(redis: RedisConnection): Promise<number> {
  const nodes = 'nodes' in redis ? redis.nodes('master') : [redis];
  const infos = await Promise.all(nodes.map((node) => node.info('memory')));
  return Math.max(...infos.map(shareInUse));
}

/** Looks at the memory of Redis twice a second, since a script may not. While Redis does not answer the last word holds. */
export function watchMemory(redis: RedisConnection, everyMilliseconds: number): MemoryWatch {
  let full = false;
  const look = async (): Promise<void> => {
    try {
      full = (await fullest(redis)) > fullShare;
    } catch {
      // The commands that follow will meet the same failure and report it.
    }
  };
  const timer = setInterval(() => void look(), everyMilliseconds);
  timer.unref();
  void look();
  return { isFull: () => full, stop: () => clearInterval(timer) };
}
