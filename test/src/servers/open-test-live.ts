import { randomBytes } from 'node:crypto';
import { newLiveId } from '@otpost/core/ids';
import type { AddressPlace } from '@otpost/core/live-limits-port';
import type { NewLiveChallenge } from '@otpost/core/live-port';
import { mastersOf } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { type OpenLive, openLive } from '@otpost/live/open-live';
import { connectTestRedis } from './connect-test-redis.js';

/** The live state as one process sees it, with a clock that the test moves. */
export interface TestLive {
  readonly live: OpenLive;
  readonly redis: RedisConnection;
  /** Those of all masters. */
  keys(pattern: string): Promise<string[]>;
  /** Empties all masters. */
  flush(): Promise<void>;
  /** Moves this process's clock forward. */
  advance(milliseconds: number): void;
  close(): void;
}

export function openTestLive(url: string): TestLive {
  const redis = connectTestRedis(url);
  const subscriber = connectTestRedis(url);
  const masters = async () => {
    // Waits for the connection.
    await redis.ping();
    return mastersOf(redis);
  };
  const clock = { redis, subscriber, timeOffsetMilliseconds: 0 };
  const live = openLive(clock);
  return {
    live,
    redis,
    keys: async (pattern) => (await Promise.all((await masters()).map((node) => node.keys(pattern)))).flat(),
    flush: async () => {
      await Promise.all((await masters()).map((node) => node.flushall()));
    },
    advance: (milliseconds) => {
      clock.timeOffsetMilliseconds += milliseconds;
    },
    close: () => {
      live.close();
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}

const hash = (): string => randomBytes(16).toString('base64url');

/** An address nobody used before. */
export function newPlace(shard = 7): AddressPlace {
  const own = hash();
  return { shard, addressHash: own, identityHash: own };
}

/** A challenge with the product's default limits; its right digest is `right` under key `k1`. */
export function newTestChallenge(changes: Partial<NewLiveChallenge> = {}): NewLiveChallenge {
  const place = changes.place ?? newPlace();
  return {
    id: newLiveId('ch', place.shard, randomBytes),
    kind: 'code',
    applicationId: 'app_test',
    channel: 'email',
    purpose: 'sign-in',
    place,
    session: '',
    addressMasked: 'a***@e***.com',
    country: null,
    keyId: 'k1',
    digest: 'right',
    sealed: 'sealed',
    addressSealed: 'sealed-address',
    metadataSealed: null,
    bindingSealed: null,
    lifeMilliseconds: 600_000,
    maxChecks: 5,
    failedChecksStop: 100,
    sendLimits: { cooldownSeconds: [30, 60, 120, 300], tenMinutes: 5, hour: 10, day: 20 },
    providerId: null,
    userId: null,
    factorId: null,
    fallbacks: 0,
    ...changes,
  };
}
