import type { RedisConnection } from './connection/run-script.js';

const fullShare = 0.75;

export interface ServerWatch {
  isFull(): boolean;
  hasReplicas(): boolean;
  stop(): void;
}

function infoNumber(info: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

function shareInUse(info: string): number {
  const limit = infoNumber(info, 'maxmemory');
  return limit === 0 ? 0 : infoNumber(info, 'used_memory') / limit;
}

async function readInfo(redis: RedisConnection): Promise<string[]> {
  const nodes = 'nodes' in redis ? redis.nodes('master') : [redis];
  return await Promise.all(nodes.map((node) => node.info('memory', 'replication')));
}

/**
 * Looks at the memory and the replicas of Redis twice a second, since a script may not. While Redis does not answer the last
 * word holds.
 */
export function watchServer(redis: RedisConnection, everyMilliseconds: number): ServerWatch {
  let full = false;
  let replicated = false;
  const look = async (): Promise<void> => {
    try {
      const infos = await readInfo(redis);
      full = infos.some((info) => shareInUse(info) > fullShare);
      replicated = infos.some((info) => infoNumber(info, 'connected_slaves') > 0);
    } catch {
      // The commands that follow will meet the same failure and report it.
    }
  };
  const timer = setInterval(() => void look(), everyMilliseconds);
  timer.unref();
  void look();
  return { isFull: () => full, hasReplicas: () => replicated, stop: () => clearInterval(timer) };
}
