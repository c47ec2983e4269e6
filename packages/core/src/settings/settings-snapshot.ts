import type { Keyring } from '../keyring/keyring.js';
import type {
  ApiKeyRecord,
  ApplicationRecord,
  Channel,
  PauseRecord,
  ProviderRecord,
  TemplateRecord,
  WebhookRecord,
} from '../records.js';

/** A stored setting that cannot be used. The message names no secret. */
export interface SettingsProblem {
  readonly kind: 'application' | 'key' | 'provider' | 'webhook';
  readonly id: string;
  readonly message: string;
}

/** Every setting as of one version, read by all requests and jobs of a process. Never changed, only replaced whole. */
export interface SettingsSnapshot {
  readonly version: number;
  readonly applications: ReadonlyMap<string, ApplicationRecord>;
  readonly apiKeys: ReadonlyMap<string, ApiKeyRecord>;
  readonly providers: ReadonlyMap<string, ProviderRecord>;
  readonly templates: readonly TemplateRecord[];
  readonly webhooks: readonly WebhookRecord[];
  readonly pauses: readonly PauseRecord[];
  readonly keyring: Keyring;
  /** What stands in the store and is left out of all that is above. */
  readonly problems: readonly SettingsProblem[];
}

/** The settings that hold now: at most a second behind the store, and the last known ones while the store is down. */
export interface SettingsReader {
  current(): SettingsSnapshot;
  /** Reads the store again at once; for a process that changed a setting itself. */
  refresh(): Promise<void>;
}

/** The enabled providers that may carry a message of this application to this country, best first by priority. */
export function providersFor(
  settings: SettingsSnapshot,
  channel: Channel,
  applicationId: string | null,
  country: string | null,
): ProviderRecord[] {
  const fits = (provider: ProviderRecord): boolean =>
    provider.enabled &&
    provider.channel === channel &&
    (provider.applications.length === 0 || (applicationId !== null && provider.applications.includes(applicationId))) &&
    (provider.countries.length === 0 || (country !== null && provider.countries.includes(country)));
  return [...settings.providers.values()].filter(fits).toSorted((a, b) => a.priority - b.priority);
}
