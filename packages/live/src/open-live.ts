import type { Live } from '@otpost/core/live-port';
import { openLiveBreakers } from './breaker/live-breakers.js';
import { age } from './challenge/age.js';
import { cancel } from './challenge/cancel.js';
import { check } from './challenge/check.js';
import { closeAttempt } from './challenge/close-attempt.js';
import { create } from './challenge/create.js';
import { drain } from './challenge/drain.js';
import { fallBack } from './challenge/fall-back.js';
import { openAttempt } from './challenge/open-attempt.js';
import { findPending, read } from './challenge/read.js';
import { resend } from './challenge/resend.js';
import { sweep } from './challenge/sweep.js';
import { challengeKey, eventsKey } from './connection/keys.js';
import type { LiveConnection } from './connection/live-connection.js';
import { redisError } from './connection/redis-error.js';
import type { RedisConnection } from './connection/run-script.js';
import { createWhenReplicated } from './connection/when-replicated.js';
import { release, take, trim, waiting } from './events/live-events.js';
import { abandon, begin, finish } from './idempotency/live-idempotency.js';
import { holdLease, takeLease } from './lease/task-leases.js';
import { countFailure, forgetFailures, readAddress, releaseAddress, reserveSend } from './limits/address-limits.js';
import { isActive } from './limits/is-active.js';
import { openSuppressions } from './limits/suppressions.js';
import { createWindowLeases } from './limits/window-leases.js';
import { openLivePageSessions } from './page-session/live-page-sessions.js';
import { openLiveReceipts } from './receipt/live-receipts.js';
import { openLiveUserChallenges } from './user-challenge/live-user-challenges.js';
import { watchServer } from './watch-server.js';

const settingsTopic = 'otpost:settings';
const serverLookMilliseconds = 500;

export interface LiveOptions {
  /** For commands: fails fast on a process that answers requests. */
  readonly redis: RedisConnection;
  /** A connection of its own, since a subscribed one takes no other commands. */
  readonly subscriber: RedisConnection;
  /** Moves the clock; 0 except in tests. */
  readonly timeOffsetMilliseconds: number;
}

export interface OpenLive extends Live {
  close(): void;
}

async function redisNow(connection: LiveConnection): Promise<number> {
  try {
    const [seconds, microseconds] = await connection.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000) + connection.timeOffsetMilliseconds;
  } catch (error) {
    throw redisError(error);
  }
}

/** The live state on a Redis that is being connected to; the connections stay the caller's to end. */
export function openLive(options: LiveOptions): OpenLive {
  const connection: LiveConnection = options;
  const server = watchServer(options.redis, serverLookMilliseconds);
  const leases = createWindowLeases(connection, () => performance.now());
  const whenReplicated = createWhenReplicated(options.redis, server);
  const replicated = <Result>(id: string, written: Promise<Result>) => whenReplicated(() => challengeKey(id), written);
  return {
    challenges: {
      create: (challenge) => replicated(challenge.id, create(connection, challenge)),
      read: (id) => read(connection, id),
      findPending: (place, channel, purpose) => findPending(connection, place, channel, purpose),
      check: (input) => replicated(input.id, check(connection, input)),
      resend: (input) => replicated(input.id, resend(connection, input)),
      cancel: (id, applicationId) => replicated(id, cancel(connection, id, applicationId)),
      openAttempt: (id, send, lease) => replicated(id, openAttempt(connection, id, send, lease)),
      closeAttempt: (closed) => closeAttempt(connection, closed),
      fallBack: (step) => fallBack(connection, step),
      age: (shard, applicationId, milliseconds, cursor) => age(connection, shard, applicationId, milliseconds, cursor),
      drain: (...step) => drain(connection, ...step),
      sweep: (shard, limit) => sweep(connection, shard, limit),
    },
    userChallenges: openLiveUserChallenges(connection, replicated),
    pageSessions: openLivePageSessions(connection),
    breakers: openLiveBreakers(connection, options.subscriber, () => redisNow(connection)),
    receipts: openLiveReceipts(connection),
    limits: {
      use: (applicationId, windows) => leases.use(applicationId, windows),
      isActive: (applicationId) => isActive(connection, applicationId),
      readAddress: (place) => readAddress(connection, place),
      reserveSend: (place, reservation) => reserveSend(connection, place, reservation),
      countFailure: (place, stop) => countFailure(connection, place, stop),
      releaseAddress: (place) => releaseAddress(connection, place),
      forgetFailures: (place) => forgetFailures(connection, place),
      ...openSuppressions(connection),
    },
    idempotency: {
      begin: (key, bodyHash, id) => begin(connection, key, bodyHash, id),
      finish: (key, status, answer) => finish(connection, key, status, answer),
      abandon: (key) => abandon(connection, key),
    },
    events: {
      // What the store has must not be forgotten here: new events would take the numbers and places of lost ones.
      take: (shard, recorder, after, limit) =>
        whenReplicated(() => eventsKey(shard), take(connection, shard, recorder, after, limit)),
      trim: (shard, upTo) => trim(connection, shard, upTo),
      waiting: (shard) => waiting(connection, shard),
      release: (shard, recorder) => release(connection, shard, recorder),
    },
    now: () => redisNow(connection),
    takeLease: (task, milliseconds) => takeLease(connection, task, milliseconds),
    holdLease: (task, milliseconds) => holdLease(connection, task, milliseconds),
    isFull: () => server.isFull(),
    announceSettingsChange: async () => {
      try {
        await options.redis.publish(settingsTopic, 'changed');
      } catch (error) {
        throw redisError(error);
      }
    },
    onSettingsChange: (listener) => {
      options.subscriber.on('message', (topic: string) => topic === settingsTopic && listener());
      // A lost subscription costs half a second: the version is polled as well.
      options.subscriber.subscribe(settingsTopic).catch(() => undefined);
    },
    close: () => server.stop(),
  };
}
