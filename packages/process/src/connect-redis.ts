import { parseRedisUrl } from '@otpost/config/redis-address';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import { connectCluster, type NodeOptions } from './connect-cluster.js';
import { gatherWrites } from './gather-writes.js';

/** A request that waits longer than this for Redis is answered 503: a hung Redis counts as down. */
const requestCommandMilliseconds = 700;
/** A worker has more patience: nobody waits for its answer. */
const workerCommandMilliseconds = 2000;
const connectMilliseconds = 2000;
/**
 * A connection that owes an answer for so long is given up and made anew. A command's own timeout does not do that, and a
 * connection whose other side has gone without a word would stay, mute, for ever.
 */
const muteMilliseconds = { request: 2000, worker: 5000 } as const;
/** BullMQ waits for a job within one command, for at most 10 s. */
const muteConsumerMilliseconds = 13_000;
/** A connection that owes nothing, such as the subscriber's, is probed by the system when it was still for so long. */
const keepAlive = 10_000;
const longestPauseMilliseconds = 1000;

/** Cut by up to a half, so that those whom one outage cut off at once do not all come back at once. */
const pause = (times: number): number => Math.min(50 * times, longestPauseMilliseconds) * (1 - Math.random() / 2);

export interface RedisConnections {
  /** Fails fast: no queue while Redis is away, and every command has its time. */
  readonly commands: RedisConnection;
  /** For messages; reconnects and subscribes again by itself. */
  readonly subscriber: RedisConnection;
}

/** The same manner in the words of one connection, of a cluster, and of both. */
interface Manner {
  readonly single: Omit<RedisOptions, 'replyMapping'>;
  readonly cluster: ClusterOptions;
  readonly both: NodeOptions;
}

/** A command is sent once: what was cut off may have happened, and only who asked knows whether to ask again. */
const failFast: Manner = {
  single: {
    enableOfflineQueue: false,
    // After a failover the old primary answers READONLY: connect anew, to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  },
  cluster: { enableOfflineQueue: false, retryDelayOnFailover: 0, retryDelayOnClusterDown: 0 },
  both: { maxRetriesPerRequest: 0 },
};

const patient: Manner = {
  single: {},
  cluster: { maxRedirections: Number.POSITIVE_INFINITY, retryDelayOnMoved: 50 },
  both: { maxRetriesPerRequest: null, socketTimeout: muteConsumerMilliseconds },
};

const listening: Manner = { single: {}, cluster: {}, both: {} };

const once: Manner = {
  single: { lazyConnect: true, retryStrategy: () => null },
  cluster: { lazyConnect: true, clusterRetryStrategy: () => null, retryDelayOnFailover: 0, retryDelayOnClusterDown: 0 },
  both: { maxRetriesPerRequest: 0 },
};

function connect(url: string, manner: Manner, onError: (error: Error) => void): RedisConnection {
  const address = parseRedisUrl(url);
  const both = { connectTimeout: connectMilliseconds, keepAlive, ...manner.both };
  if (address?.kind === 'cluster') {
    return connectCluster(address, both, { clusterRetryStrategy: pause, ...manner.cluster }, onError);
  }
  const redis = new Redis(url, { retryStrategy: pause, ...manner.single, ...both });
  redis.on('error', onError);
  return redis;
}

/** Every connection has a stream of its own, and a cluster a connection to each node. */
function gatherWritesOf(redis: RedisConnection): void {
  const gather = (node: Redis) => node.on('connect', () => gatherWrites(node.stream));
  if ('nodes' in redis) redis.on('+node', gather);
  else gather(redis);
}

/** Replicas too, so that the one that takes over is connected already. A turn later: whoever found the node sends first. */
function connectNodesEarly(redis: RedisConnection): void {
  if (!('nodes' in redis)) return;
  redis.on('+node', (node: Redis) =>
    queueMicrotask(() => {
      if (node.status === 'wait') node.connect().catch(() => undefined);
    }),
  );
}

/**
 * Connects in the background and for ever; a Redis that is down stops no start. Without `enableAutoPipelining`: in ioredis 6 a
 * connection that ends while such a pipeline runs throws where nobody can catch it, and the process dies.
 */
export function connectRedis(
  url: string,
  patience: 'request' | 'worker',
  onError: (error: Error) => void,
): RedisConnections {
  const commandTimeout = patience === 'request' ? requestCommandMilliseconds : workerCommandMilliseconds;
  const socketTimeout = muteMilliseconds[patience];
  const commands = connect(url, { ...failFast, both: { ...failFast.both, commandTimeout, socketTimeout } }, onError);
  gatherWritesOf(commands);
  connectNodesEarly(commands);
  return { commands, subscriber: connect(url, listening, onError) };
}

/** For BullMQ's worker, which waits for Redis as long as it takes. */
export function connectConsumerRedis(url: string, onError: (error: Error) => void): RedisConnection {
  return connect(url, patient, onError);
}

/** Not before `connect` is called, and not again: for a look from outside. */
export function connectRedisOnce(url: string, onError: (error: Error) => void): RedisConnection {
  return connect(url, once, onError);
}
