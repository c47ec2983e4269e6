import type { Clock, RandomBytes } from '../clock.js';
import { openKeyring } from '../keyring/keyring.js';
import { type MasterKeys, unwrapKey } from '../keyring/master-keys.js';
import type { ApplicationRecord, KeyRecord, WebhookRecord } from '../records.js';
import type { Store } from '../store-port.js';
import { openSecrets, openWebhookUrl } from '../webhook/webhook-secrets.js';
import { readStoredSettings } from './applications/read-stored-settings.js';
import { openProviderConfig } from './providers/provider-config.js';
import type { SettingsProblem, SettingsSnapshot } from './settings-snapshot.js';

/** Keeps what can be read, and says of the rest why it cannot. */
function keepReadable<Stored extends { readonly id: string }, Read>(
  records: readonly Stored[],
  kind: SettingsProblem['kind'],
  read: (record: Stored) => Read,
  problems: SettingsProblem[],
): Read[] {
  const readable: Read[] = [];
  for (const record of records) {
    try {
      readable.push(read(record));
    } catch (error) {
      problems.push({ kind, id: record.id, message: error instanceof Error ? error.message : 'It cannot be read' });
    }
  }
  return readable;
}

const byId = <Stored extends { readonly id: string }>(records: readonly Stored[]): Map<string, Stored> =>
  new Map(records.map((record) => [record.id, record]));

/**
 * Every setting of the store. A broken application, provider, webhook or application key is left out and reported, and blocks
 * nothing else. Throws when the store is down, or when a key of the installation does not open: the message names the key.
 */
export async function loadSettings(
  store: Store,
  masterKeys: MasterKeys,
  randomBytes: RandomBytes,
  now: Clock,
): Promise<SettingsSnapshot> {
  // First, so that the records are never older than the version.
  const version = await store.settingsVersion();
  const [applications, apiKeys, providers, templates, keys, webhooks, pauses] = await Promise.all([
    store.applications.list(),
    store.apiKeys.list(),
    store.providers.list(),
    store.templates.list(),
    store.keys.list(),
    store.webhooks.list(),
    store.pauses.list(),
  ]);
  const problems: SettingsProblem[] = [];
  const readKey = (key: KeyRecord): KeyRecord => {
    if (key.purpose === 'application') unwrapKey(masterKeys, key.id, key.wrapped);
    return key;
  };
  const keyring = openKeyring(keepReadable(keys, 'key', readKey, problems), masterKeys, randomBytes, now);
  const readApplication = (record: ApplicationRecord): ApplicationRecord => {
    keyring.applicationKeys(record.id);
    return { ...record, settings: readStoredSettings(record.settings) };
  };
  const readableProviders = keepReadable(
    providers,
    'provider',
    (record) => {
      openProviderConfig(keyring, record);
      return record;
    },
    problems,
  );
  const readWebhook = (record: WebhookRecord): WebhookRecord => {
    openWebhookUrl(keyring, record);
    openSecrets(keyring, record, now());
    return record;
  };
  return {
    version,
    applications: byId(keepReadable(applications, 'application', readApplication, problems)),
    apiKeys: byId(apiKeys.filter((key) => key.revokedAt === null)),
    providers: byId(readableProviders),
    templates,
    webhooks: keepReadable(webhooks, 'webhook', readWebhook, problems),
    // What a deleted provider left behind means nothing.
    pauses: pauses.filter(({ kind, subject }) => kind === 'channel' || providers.some(({ id }) => id === subject)),
    keyring,
    problems,
  };
}
