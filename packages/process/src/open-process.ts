import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { readMasterKeys } from '@otpost/config/master-keys';
import type { OperatorConfig } from '@otpost/config/operator-config';
import { readLocales } from '@otpost/config/read-locales';
import { ensureConsoleApplication } from '@otpost/core/admin/console-application';
import type { Context } from '@otpost/core/context';
import { ensureInstallationKeys } from '@otpost/core/keyring/ensure-installation-keys';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { createLocaleCatalogue } from '@otpost/core/message/locale-catalogue';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { createSettingsCache } from '@otpost/core/settings/settings-cache';
import { isConnected } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { openLive } from '@otpost/live/open-live';
import { type OpenDeliveryBell, openDeliveryBell } from '@otpost/queue/delivery-bell';
import { openStore } from '@otpost/store/open-store';
import { connectRedis } from './connect-redis.js';
import { createRandomBytes } from './create-random-bytes.js';
import { createLogger } from './log.js';
import { createMetrics } from './metrics.js';
import { installationMark, keepRedis, refuseForeignRedis } from './own-redis.js';
import { createRateLimitedLog } from './rate-limited-log.js';
import { type Readiness, readReadiness, readRedisWarnings } from './readiness.js';
import { startTraces } from './traces/start-traces.js';

const settingsPollMilliseconds = 500;
const storeRetryMilliseconds = 1000;

export interface ProcessOptions {
  /** `api`, `worker`: named in every log line. */
  readonly name: string;
  readonly config: OperatorConfig;
  /** How long commands to Redis may take: somebody waits for a request, nobody for a worker. */
  readonly patience: 'request' | 'worker';
}

export interface OpenProcess extends ReturnType<typeof createMetrics> {
  readonly context: Context;
  readonly config: OperatorConfig;
  readonly log: ReturnType<typeof createLogger>;
  readonly bell: OpenDeliveryBell;
  readonly redis: RedisConnection;
  ready(): Promise<Readiness>;
  close(): Promise<void>;
}

/** Repeats until it works: a store that is down delays a start, and ends none. */
async function untilItWorks(work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      failed(error);
    }
    await wait(storeRetryMilliseconds);
  }
}

/** Tells once, as soon as Redis answers, what an operator should change about it. */
function warnOfRedis(
  redis: RedisConnection,
  { acceptWeakRedis }: OperatorConfig,
  log: ReturnType<typeof createLogger>,
): void {
  const look = async (): Promise<void> => {
    // One that is away again is told of by its connection.
    const warnings = await readRedisWarnings({ redis, acceptWeakRedis }).catch(() => []);
    for (const warning of warnings) log.warn(warning);
  };
  if (isConnected(redis)) void look();
  else redis.once('ready', () => void look());
}

/** Opens all that a process works with, from its config alone. Resolves when the settings are read; Redis may still be away. */
export async function openProcess({ name, config, patience }: ProcessOptions): Promise<OpenProcess> {
  const log = createLogger({ level: config.logLevel, name });
  const complain = createRateLimitedLog(log, Date.now);
  await mkdir(config.dataDirectory, { recursive: true, mode: 0o700 });
  const random = createRandomBytes();
  const master = masterKeys(await readMasterKeys(config, random));
  const store = openStore({
    ...(config.mongodbUrl ? { mongodbUrl: config.mongodbUrl } : {}),
    dataDirectory: config.dataDirectory,
    now: Date.now,
  });
  const onRedisError = (error: Error) => complain('warn', 'Redis is not available', { error });
  const { commands, subscriber } = connectRedis(config.redisUrl, patience, onRedisError);
  const live = openLive({ redis: commands, subscriber, timeOffsetMilliseconds: config.timeOffsetMilliseconds });
  const bell = openDeliveryBell(commands, onRedisError);
  const settings = createSettingsCache({
    load: () => loadSettings(store, master, random, Date.now),
    version: () => store.settingsVersion(),
    onChangeMessage: (listener) => live.onSettingsChange(listener),
    pollMilliseconds: settingsPollMilliseconds,
    now: Date.now,
    warn: (message, facts) => complain('warn', message, facts),
  });
  await untilItWorks(
    async () => {
      await store.migrate();
      await ensureInstallationKeys(store, master, random, Date.now);
      await ensureConsoleApplication(store, master, random, Date.now);
      await settings.start();
    },
    (error) => complain('error', 'The store cannot be opened yet', { error }),
  );
  const ownMark = installationMark(settings.current().keyring);
  await untilItWorks(
    () => refuseForeignRedis(commands, ownMark),
    (error) => complain('error', 'This process waits for a Redis of its own', { error }),
  );
  const leaveRedis = keepRedis(commands, ownMark);
  warnOfRedis(commands, config, log);
  const traces = await startTraces(name, config.traces, random, log);
  const context: Context = {
    store,
    live,
    bell,
    settings,
    locales: createLocaleCatalogue(readLocales(config.localesDirectory)),
    publicUrl: config.publicUrl,
    now: Date.now,
    randomBytes: random,
    traces,
    warn: (message, facts) => complain('warn', message, facts),
  };
  return {
    ...createMetrics(),
    context,
    config,
    log,
    bell,
    redis: commands,
    ready: () => {
      const { acceptWeakRedis } = config;
      return readReadiness({ redis: commands, store, acceptWeakRedis, now: Date.now, installationMark: ownMark });
    },
    close: async () => {
      leaveRedis();
      settings.stop();
      live.close();
      await bell.close();
      commands.disconnect();
      subscriber.disconnect();
      await store.close();
      await traces?.close();
    },
  };
}
