import { randomBytes } from 'node:crypto';
import { readLocales } from '@otpost/config/read-locales';
import type { Context } from '@otpost/core/context';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { Ring } from '@otpost/core/live-port';
import { createLocaleCatalogue } from '@otpost/core/message/locale-catalogue';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import { createSettingsCache } from '@otpost/core/settings/settings-cache';
import type { Store } from '@otpost/core/store-port';
import { smtpProvider } from '@otpost/providers/smtp/smtp-provider';
import { webhookProvider } from '@otpost/providers/webhook/webhook-provider';
import { parseMendedJob } from '@otpost/queue/job-catalogue';
import { openTestLive, type TestLive } from '../servers/open-test-live.js';

export const testActor = 'key:test';
export const testMasterKeys = masterKeys([{ id: 'master-1', bytes: randomBytes(32) }]);

const providers = [smtpProvider, webhookProvider];

export const testKinds: ProviderKinds = {
  environment: { now: Date.now, allowPrivateAddresses: false },
  get: (kind) => providers.find(({ metadata }) => metadata.kind === kind),
  list: () => providers,
};

export const testLocales = createLocaleCatalogue(readLocales(null));

/** One process as far as settings go: a context over a real store and a real Redis, polling as in production. */
export interface TestProcess {
  readonly context: Context;
  readonly testLive: TestLive;
  readonly rings: Ring[];
  /** Every warning with its facts, as text. */
  readonly warnings: string[];
  stop(): void;
}

/** The store must be bootstrapped. `pollMilliseconds` is the production one unless a test is about polling. */
export async function openTestProcess(
  store: Store,
  redisUrl: string,
  changes: { readonly now?: () => number; readonly pollMilliseconds?: number } = {},
): Promise<TestProcess> {
  const testLive = openTestLive(redisUrl);
  const now = changes.now ?? Date.now;
  const rings: Ring[] = [];
  const warnings: string[] = [];
  const warn: Context['warn'] = (message, facts) => warnings.push(`${message} ${JSON.stringify(facts)}`);
  const settings = createSettingsCache({
    load: () => loadSettings(store, testMasterKeys, randomBytes, now),
    version: () => store.settingsVersion(),
    onChangeMessage: (listener) => testLive.live.onSettingsChange(listener),
    pollMilliseconds: changes.pollMilliseconds ?? 500,
    now,
    warn,
  });
  await settings.start();
  return {
    context: {
      store,
      live: testLive.live,
      bell: {
        ring: async (ring) => void rings.push(ring),
        unheldOf: async (asked) => asked,
        parse: parseMendedJob,
        waiting: async () => 0,
        oldestWaitingAt: async () => undefined,
        workers: async () => undefined,
      },
      settings,
      locales: testLocales,
      publicUrl: 'https://otpost.example.com',
      now,
      randomBytes,
      traces: null,
      warn,
    },
    testLive,
    rings,
    warnings,
    stop: () => {
      settings.stop();
      testLive.close();
    },
  };
}
