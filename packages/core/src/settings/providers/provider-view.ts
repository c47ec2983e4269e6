import type { Keyring } from '../../keyring/keyring.js';
import type { ProviderRecord } from '../../records.js';
import { maskConfig } from './mask-config.js';
import { openProviderConfig } from './provider-config.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { ProviderView } from './provider-schemas.js';

type VisibleConfig = Pick<ProviderView, 'config' | 'problem'>;

/** Without the metadata of the kind nobody can say which fields are secret, so nothing is shown. */
function visibleConfig(record: ProviderRecord, kinds: ProviderKinds, keyring: Keyring): VisibleConfig {
  const kind = kinds.get(record.kind);
  if (!kind) return { config: null, problem: `The kind "${record.kind}" is not installed.` };
  try {
    const config = openProviderConfig(keyring, record);
    const problem = kind.configSchema.safeParse(config).success ? null : 'The config does not fit the kind any more.';
    return { config: maskConfig(config, kind.metadata.formFields), problem };
  } catch (error) {
    return { config: null, problem: error instanceof Error ? error.message : 'The config cannot be read.' };
  }
}

/** A provider as an admin may see it: no secret in it. */
export function providerView(record: ProviderRecord, kinds: ProviderKinds, keyring: Keyring): ProviderView {
  return {
    id: record.id,
    version: record.version,
    channel: record.channel,
    kind: record.kind,
    name: record.name,
    ...visibleConfig(record, kinds, keyring),
    priority: record.priority,
    weight: record.weight,
    countries: [...record.countries],
    applications: [...record.applications],
    enabled: record.enabled,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
}
