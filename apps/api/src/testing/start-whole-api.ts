import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMasterKeys } from '@otpost/config/master-keys';
import { readConfig } from '@otpost/config/operator-config';
import { unsealContent } from '@otpost/core/challenge/sealed-content';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import { type OpenProcess, openProcess } from '@otpost/process/open-process';
import { startTestRedis, type TestRedis } from '@otpost/process/start-test-redis';
import { smtpProvider } from '@otpost/providers/smtp/smtp-provider';
import { webhookProvider } from '@otpost/providers/webhook/webhook-provider';
import { type RunningApi, startApi } from '../start-api.js';

const actor = 'operator:test';
const definitions = [smtpProvider, webhookProvider];
/** The kinds of the house that the tests need. */
export const testKinds: ProviderKinds = {
  environment: { now: Date.now, allowPrivateAddresses: true },
  get: (kind: string) => definitions.find(({ metadata }) => metadata.kind === kind),
  list: () => definitions,
};

export interface WholeApi {
  readonly url: string;
  readonly opened: OpenProcess;
  readonly api: RunningApi;
  readonly redis: TestRedis;
  /** An application that may send everywhere, and its key with every scope. */
  readonly applicationId: string;
  readonly key: string;
  readonly adminKey: string;
  /** Where SQLite keeps its file. */
  readonly directory: string;
  addApplication(name: string, settings: SettingsPatch): Promise<{ applicationId: string; key: string }>;
  /** The code of a live challenge, read as the worker reads it. */
  codeOf(challengeId: string): Promise<string>;
  close(): Promise<void>;
}

async function addProviders({ context }: OpenProcess): Promise<void> {
  const smtp = { host: '127.0.0.1', port: 9, secure: false, from: 'no-reply@example.com', allowInsecure: true };
  const webhook = { url: 'http://127.0.0.1:9/sms' };
  const shared = { weight: 1, countries: [], applications: [], enabled: true };
  await createProvider(context, {
    actor,
    kinds: testKinds,
    input: { ...shared, channel: 'email', kind: 'smtp', name: 'mail', config: smtp },
  });
  await createProvider(context, {
    actor,
    kinds: testKinds,
    input: { ...shared, channel: 'sms', kind: 'webhook', name: 'sms', config: webhook },
  });
}

async function startOn(
  redis: TestRedis,
  directory: string,
  { mongodbUrl, place, collector }: WholeApiOptions,
): Promise<WholeApi> {
  const config = readConfig({
    OTPOST_ENVIRONMENT: 'test',
    OTPOST_PORT: String(place?.port ?? 0),
    OTPOST_METRICS_PORT: 'off',
    OTPOST_LOG_LEVEL: 'fatal',
    OTPOST_PUBLIC_URL: place?.publicUrl ?? 'https://otpost.example.com',
    OTPOST_DATA_DIRECTORY: directory,
    REDIS_URL: redis.url,
    OTPOST_MONGODB_URL: mongodbUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  });
  const opened = await openProcess({ name: 'api', config, patience: 'request' });
  const { context } = opened;
  const master = masterKeys(await readMasterKeys(config, context.randomBytes));
  const addApplication: WholeApi['addApplication'] = async (name, settings) => {
    const { id } = await createApplication(context, { actor, masterKeys: master, input: { name, settings } });
    const scopes = ['challenges', 'users', 'users.admin'] as const;
    const { key } = await createApiKey(context, { actor, applicationId: id, input: { scopes: [...scopes] } });
    return { applicationId: id, key };
  };
  await addProviders(opened);
  const own = await addApplication('test', { smsCountries: ['*'], createsPerSecond: 100_000 });
  const adminKey = await createAdminKey({ actor, ...context });
  await context.settings.refresh();
  const api = await startApi(opened, testKinds);
  return {
    url: `http://127.0.0.1:${api.port}`,
    opened,
    api,
    redis,
    ...own,
    adminKey: adminKey.key,
    directory,
    addApplication,
    codeOf: async (challengeId) => {
      const challenge = await context.live.challenges.read(challengeId);
      if (!challenge) throw new Error(`There is no challenge ${challengeId}`);
      const { keyring } = context.settings.current();
      return unsealContent(keyring, challenge.applicationId, challengeId, challenge.sealed).code ?? '';
    },
    close: async () => {
      await api.stop();
      await opened.close();
      await redis.stop();
      await rm(directory, { recursive: true });
    },
  };
}

export interface WholeApiOptions {
  /** Gets the traces; left out: there are none. */
  readonly collector?: string;
  /** A database of its own; left out: SQLite. */
  readonly mongodbUrl?: string;
  /** For browsers, which need an address that is true. */
  readonly place?: { readonly port: number; readonly publicUrl: string };
}

/** The API as it runs, on a Redis and a store of its own. Nothing takes the deliveries. */
export async function startWholeApi(options: WholeApiOptions = {}): Promise<WholeApi> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-api-'));
  const redis = await startTestRedis('--appendonly yes --appendfsync always --maxmemory-policy noeviction');
  try {
    return await startOn(redis, directory, options);
  } catch (error) {
    await redis.stop();
    throw error;
  }
}
