import { Redis } from 'ioredis';
import { gatherWrites } from './gather-writes.js';

/** A request that waits longer than this for Redis is answered 503: a hung Redis counts as down. */
const requestCommandMilliseconds = 700;
/** A worker has more patience: nobody waits for its answer. */
const workerCommandMilliseconds = 2000;
const connectMilliseconds = 2000;
const longestPauseMilliseconds = 1000;

const pause = (times: number): number => Math.min(50 * times, longestPauseMilliseconds);

export interface RedisConnections {
  /** Fails fast: no queue while Redis is away, and every command has its time. */
  readonly commands: Redis;
  /** For messages; reconnects and subscribes again by itself. */
  readonly subscriber: Redis;
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
  const commands = new Redis(url, {
    commandTimeout: patience === 'request' ? requestCommandMilliseconds : workerCommandMilliseconds,
    connectTimeout: connectMilliseconds,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: pause,
    // After a failover the old primary answers READONLY: connect anew, to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  // Every connection has a stream of its own.
  commands.on('connect', () => gatherWrites(commands.stream));
  const subscriber = new Redis(url, { connectTimeout: connectMilliseconds, retryStrategy: pause });
  commands.on('error', onError);
  subscriber.on('error', onError);
  return { commands, subscriber };
}

/** For BullMQ's worker, which waits for Redis as long as it takes. */
export function connectConsumerRedis(url: string, onError: (error: Error) => void): Redis {
  const consumer = new Redis(url, {
    connectTimeout: connectMilliseconds,
    maxRetriesPerRequest: null,
    retryStrategy: pause,
  });
  consumer.on('error', onError);
  return consumer;
}
