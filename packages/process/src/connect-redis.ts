import { Redis } from 'ioredis';
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
    socketTimeout: muteMilliseconds[patience],
    keepAlive,
    connectTimeout: connectMilliseconds,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: pause,
    // After a failover the old primary answers READONLY: connect anew, to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  // Every connection has a stream of its own.
  commands.on('connect', () => gatherWrites(commands.stream));
  const subscriber = new Redis(url, { keepAlive, connectTimeout: connectMilliseconds, retryStrategy: pause });
  commands.on('error', onError);
  subscriber.on('error', onError);
  return { commands, subscriber };
}

/** For BullMQ's worker, which waits for Redis as long as it takes. */
export function connectConsumerRedis(url: string, onError: (error: Error) => void): Redis {
  const consumer = new Redis(url, {
    socketTimeout: muteConsumerMilliseconds,
    keepAlive,
    connectTimeout: connectMilliseconds,
    maxRetriesPerRequest: null,
    retryStrategy: pause,
  });
  consumer.on('error', onError);
  return consumer;
}
