import { randomBytes } from 'node:crypto';
import { newLiveId } from '@otpost/core/ids';
import type { AddressPlace } from '@otpost/core/live-limits-port';
import type { NewLiveChallenge } from '@otpost/core/live-port';
import { type OpenLive, openLive } from '@otpost/live/open-live';
import { Redis } from 'ioredis';

/** The live state as one process sees it, with a clock that the test moves. */
export interface TestLive {
  readonly live: OpenLive;
  readonly redis: Redis;
  /** Moves this process's clock forward. */
  advance(milliseconds: number): void;
  close(): void;
}

export function openTestLive(url: string): TestLive {
  const redis = new Redis(url, { maxRetriesPerRequest: 3 });
  const subscriber = new Redis(url);
  const clock = { redis, subscriber, timeOffsetMilliseconds: 0 };
  const live = openLive(clock);
  return {
    live,
    redis,
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
