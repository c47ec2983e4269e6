import type { Keyring } from '../../keyring/keyring.js';
import type { ProviderRecord } from '../../records.js';

export type ProviderConfig = Readonly<Record<string, unknown>>;

const context = (providerId: string): string => `provider-config:${providerId}`;

/** The whole config under the installation's key, bound to this provider. */
export function sealProviderConfig(keyring: Keyring, providerId: string, config: ProviderConfig): string {
  return keyring.seal(null, context(providerId), JSON.stringify(config));
}

/** Throws when the sealed config was made for another provider, by a lost key, or was damaged. */
export function openProviderConfig(
  keyring: Keyring,
  provider: Pick<ProviderRecord, 'id' | 'configSealed'>,
): ProviderConfig {
  try {
    return JSON.parse(keyring.unseal(null, context(provider.id), provider.configSealed)) as ProviderConfig;
  } catch (error) {
    throw new Error('The config of the provider does not open', { cause: error });
  }
}
