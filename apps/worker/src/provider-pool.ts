import type { ProviderPool } from '@otpost/core/delivery/provider-pool';
import type { Channel, ProviderRecord } from '@otpost/core/records';
import { openProviderConfig } from '@otpost/core/settings/providers/provider-config';
import type { SettingsReader } from '@otpost/core/settings/settings-snapshot';
import type { ProviderEnvironment, ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { ProviderRegistry } from '@otpost/provider-kit/provider-registry';

interface Running {
  readonly version: number;
  readonly instance: ProviderInstance;
}

/** Messages under way when a provider's settings change are let finish on the old instance. */
const closeDelayMilliseconds = 30_000;

export interface OpenProviderPool extends ProviderPool {
  close(): Promise<void>;
}

/** Keeps one running instance of each provider, with its connections, until its settings change. */
export function createProviderPool(
  registry: ProviderRegistry,
  settings: SettingsReader,
  environment: ProviderEnvironment,
): OpenProviderPool {
  const running = new Map<string, Running>();
  const definitionOf = (provider: ProviderRecord) => {
    const definition = registry.get(provider.kind);
    if (!definition) throw new Error(`No provider of kind "${provider.kind}" is loaded`);
    return definition;
  };
  const start = (provider: ProviderRecord): ProviderInstance => {
    const config = openProviderConfig(settings.current().keyring, provider);
    return definitionOf(provider).create(config, environment);
  };
  return {
    instanceOf: (provider) => {
      const known = running.get(provider.id);
      if (known && known.version === provider.version) return known.instance;
      const instance = start(provider);
      running.set(provider.id, { version: provider.version, instance });
      if (known) setTimeout(() => void known.instance.close(), closeDelayMilliseconds).unref();
      return instance;
    },
    sendTimeoutMilliseconds: (provider) => definitionOf(provider).sendTimeoutMilliseconds,
    longestTimeoutMilliseconds: (channel: Channel) => {
      const onChannel = registry.list().filter((definition) => definition.metadata.channels.includes(channel));
      return Math.max(...onChannel.map((definition) => definition.sendTimeoutMilliseconds));
    },
    close: async () => {
      await Promise.all([...running.values()].map(({ instance }) => instance.close()));
    },
  };
}
