import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMasterKeys } from '@otpost/config/master-keys';
import { type Environment, readConfig } from '@otpost/config/operator-config';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openStore } from '@otpost/store/open-store';
import { type Answer, ask, type Question } from './house-client.js';
import { type ProductProcess, productProcess } from './product-process.js';
import { startTestRedis, type TestRedis } from './start-test-redis.js';

/** The Redis of a house, of whatever kind. */
export interface HouseRedis {
  readonly url: string;
  stop(): Promise<void>;
}

interface OptionsOn<Server> {
  readonly apis: number;
  readonly workers: number;
  /** Left out: SQLite in the data directory. */
  readonly mongodbUrl?: string;
  /** Where the processes find Redis, when something stands in front of it. */
  readonly redisUrl?: (redis: Server) => Promise<string>;
  /** More variables for all processes. */
  readonly environment?: Environment;
  /** Settings, by the admin API, before the first worker starts. */
  readonly furnish: (house: HouseOn<Server>) => Promise<void>;
}

export interface HouseOptions extends OptionsOn<TestRedis> {
  /** Of Redis, as on its command line. */
  readonly redisSettings?: readonly string[];
}

/** The whole product as an operator runs it: real processes, a real Redis, a store, and nothing of it in this process. */
export interface HouseOn<Server> {
  /** Everything it writes but Redis: data and logs. */
  readonly directory: string;
  readonly dataDirectory: string;
  readonly logDirectory: string;
  readonly redis: Server;
  readonly apis: readonly ProductProcess[];
  readonly workers: readonly ProductProcess[];
  readonly adminKey: string;
  /** Its own handle on the store, as one more process would have it. */
  readonly store: Store;
  /** One process more, made and not started; it ends with the house. */
  oneMore(app: 'api' | 'worker', name: string): ProductProcess;
  /** To the admin API of the first process; throws unless the answer is 2xx. */
  admin(method: Question['method'], path: string, body?: unknown): Promise<Answer>;
  /** Ends all processes and removes all files. */
  end(): Promise<void>;
}

export type House = HouseOn<TestRedis>;
/** For what is done with any house. */
export type AnyHouse = HouseOn<unknown>;

type Surroundings = Pick<HouseOptions, 'mongodbUrl' | 'environment'>;

function environmentOf(directory: string, redisUrl: string, options: Surroundings): Environment {
  return {
    OTPOST_ENVIRONMENT: 'test',
    OTPOST_PUBLIC_URL: 'http://localhost',
    OTPOST_DATA_DIRECTORY: join(directory, 'data'),
    OTPOST_ALLOW_PRIVATE_WEBHOOKS: 'true',
    REDIS_URL: redisUrl,
    OTPOST_MONGODB_URL: options.mongodbUrl,
    ...options.environment,
  };
}

async function openHouseStore(environment: Environment): Promise<{ store: Store; adminKey: string }> {
  const config = readConfig(environment);
  await mkdir(config.dataDirectory, { mode: 0o700 });
  const keys = masterKeys(await readMasterKeys(config, randomBytes));
  const { dataDirectory, mongodbUrl } = config;
  const store = openStore({ dataDirectory, now: Date.now, ...(mongodbUrl === null ? {} : { mongodbUrl }) });
  const made = await bootstrap({ store, masterKeys: keys, randomBytes, now: Date.now, adminKeyFor: 'test' });
  return { store, adminKey: made.adminKey?.key ?? '' };
}

async function askAdmin(house: AnyHouse, method: Question['method'], path: string, body?: unknown): Promise<Answer> {
  const url = `${house.apis[0]?.url()}/admin/v1${path}`;
  const answer = await ask({ method, url, key: house.adminKey, body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/**
 * Starts the processes on a Redis that is there, in order: the API, then what `furnish` sets, then the workers, which so know all
 * of it. Ends the Redis with the house.
 */
export async function startHouseOn<Server extends HouseRedis>(
  redis: Server,
  options: OptionsOn<Server>,
): Promise<HouseOn<Server>> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-house-'));
  const logDirectory = join(directory, 'logs');
  await mkdir(logDirectory);
  const redisUrl = (await options.redisUrl?.(redis)) ?? redis.url;
  const environment = environmentOf(directory, redisUrl, options);
  const { store, adminKey } = await openHouseStore(environment);
  const more: ProductProcess[] = [];
  const one = (app: 'api' | 'worker', name: string): ProductProcess =>
    productProcess({ name, app, environment, logFile: join(logDirectory, `${name}.log`) });
  const processes = (app: 'api' | 'worker', count: number): ProductProcess[] =>
    Array.from({ length: count }, (_, index) => one(app, `${app}-${index + 1}`));
  const house: HouseOn<Server> = {
    directory,
    dataDirectory: join(directory, 'data'),
    logDirectory,
    redis,
    apis: processes('api', options.apis),
    workers: processes('worker', options.workers),
    adminKey,
    store,
    oneMore: (app, name) => {
      const made = one(app, name);
      more.push(made);
      return made;
    },
    admin: (method, path, body) => askAdmin(house, method, path, body),
    end: async () => {
      await Promise.all([...house.apis, ...house.workers, ...more].map((each) => each.kill()));
      await redis.stop();
      await store.close().catch(() => undefined);
      await rm(directory, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all(house.apis.map((api) => api.start()));
    await options.furnish(house);
    await Promise.all(house.workers.map((worker) => worker.start()));
  } catch (error) {
    await house.end();
    throw error;
  }
  return house;
}

export async function startHouse(options: HouseOptions): Promise<House> {
  return await startHouseOn(await startTestRedis({ settings: options.redisSettings ?? [] }), options);
}
