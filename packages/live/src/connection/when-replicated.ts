import { unavailable } from '@otpost/core/errors';
import type { ServerWatch } from '../watch-server.js';
import { nodeOf } from './redis-nodes.js';
import type { RedisConnection } from './run-script.js';
import { createSharedWait } from './shared-wait.js';

/** The result of a write on a key of ours, once it may be told. */
export type WhenReplicated = <Result>(key: () => string, written: Promise<Result>) => Promise<Result>;

/**
 * Gives a write's result once a replica has it (WAIT), so that a failover forgets no acknowledged write. In a cluster the
 * master of the key is asked, on the connection that wrote. Where it has no replicas, the result as it comes.
 */
export function createWhenReplicated(redis: RedisConnection, servers: ServerWatch): WhenReplicated {
  const wait = createSharedWait();
  return async (key, written) => {
    const result = await written;
    const node = nodeOf(redis, key());
    // Between the answer and now it died: nobody knows whether the one that follows has the write.
    if (!node) throw unavailable('redis', 'The master that took the write is away');
    const replicas = servers.hasReplicas(node);
    if (replicas === false) return result;
    try {
      if (await replicas) await wait(node);
      return result;
    } catch (error) {
      // It went away while it waited, or became a replica, which takes no WAIT.
      throw unavailable('redis', 'The master that took the write is away', error);
    }
  };
}
