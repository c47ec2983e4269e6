import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { ProviderRecord } from '../../records.js';
import { changeSetting } from '../change-setting.js';
import { replaceSetting, requireSetting, requireVersion } from '../stored-setting.js';
import { checkScope, parseConfig, requireKind } from './check-provider.js';
import { patchConfig } from './mask-config.js';
import { openProviderConfig, type ProviderConfig, sealProviderConfig } from './provider-config.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { ProviderView, UpdateProviderInput } from './provider-schemas.js';
import { providerView } from './provider-view.js';

export interface UpdateProvider {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly id: string;
  readonly input: UpdateProviderInput;
}

/** A config that does not open any more can be replaced by a whole new one; there is nothing to keep of it. */
function storedConfig(stored: ProviderRecord, keyring: Keyring): ProviderConfig {
  try {
    return openProviderConfig(keyring, stored);
  } catch {
    return {};
  }
}

function changedConfig(stored: ProviderRecord, patch: ProviderConfig, kinds: ProviderKinds, keyring: Keyring): string {
  const kind = requireKind(kinds, stored.kind, stored.channel);
  const patched = patchConfig(storedConfig(stored, keyring), patch, kind.metadata.formFields);
  return sealProviderConfig(keyring, stored.id, parseConfig(kinds, kind, patched));
}

/**
 * Changes the named parts. Channel and kind stay. Throws `not_found`, `conflict` for an old version, and `invalid_request`
 * for a config that the kind refuses: the one before stays in force.
 */
export async function updateProvider(context: Context, request: UpdateProvider): Promise<ProviderView> {
  const { actor, kinds, id, input } = request;
  const { store } = context;
  const { keyring } = context.settings.current();
  const view = (record: ProviderRecord): ProviderView => providerView(record, kinds, keyring);
  const stored = await requireSetting(store.providers, id, 'provider');
  requireVersion(stored, input.version, view);
  const next: ProviderRecord = {
    ...stored,
    version: stored.version + 1,
    updatedAt: context.now(),
    changedBy: actor,
    name: input.name ?? stored.name,
    configSealed: input.config ? changedConfig(stored, input.config, kinds, keyring) : stored.configSealed,
    priority: input.priority ?? stored.priority,
    weight: input.weight ?? stored.weight,
    countries: input.countries ?? stored.countries,
    applications: input.applications ?? stored.applications,
    enabled: input.enabled ?? stored.enabled,
  };
  // Only what this request names: an application deleted since must not block the switch that disables the provider.
  const { countries = [], applications = [] } = input;
  await checkScope(store, { channel: stored.channel, countries, applications });
  const write = () => replaceSetting(store.providers, next, { view, taken: 'This provider exists.' });
  return view(await changeSetting(context, { actor, action: 'provider.update', target: id, write }));
}
