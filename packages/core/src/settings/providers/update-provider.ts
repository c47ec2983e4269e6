import { isDeepStrictEqual } from 'node:util';
import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { ProviderRecord } from '../../records.js';
import { changeSetting } from '../change-setting.js';
import { replaceSetting, requireSetting, requireVersion } from '../stored-setting.js';
import { changeOf, type RolledBack } from '../versions/change-of.js';
import { checkScope, parseConfig, requireKind } from './check-provider.js';
import { patchConfig } from './mask-config.js';
import { openProviderConfig, type ProviderConfig, sealProviderConfig } from './provider-config.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { ProviderView, UpdateProviderInput } from './provider-schemas.js';
import { providerView } from './provider-view.js';
import { requireWorking } from './require-working.js';

export interface UpdateProvider {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly id: string;
  readonly input: UpdateProviderInput;
  readonly rolledBack?: RolledBack;
}

/** A config that does not open any more can be replaced by a whole new one; there is nothing to keep of it. */
function storedConfig(stored: ProviderRecord, keyring: Keyring): ProviderConfig | undefined {
  try {
    return openProviderConfig(keyring, stored);
  } catch {
    return undefined;
  }
}

/** Undefined when it stays; as its kind takes it, and, when it is another one, as the provider itself answers for it. */
async function changedConfig(
  stored: ProviderRecord,
  { config: patch, unverified }: UpdateProviderInput,
  kinds: ProviderKinds,
  keyring: Keyring,
): Promise<ProviderConfig | undefined> {
  if (!patch) return undefined;
  const kind = requireKind(kinds, stored.kind, stored.channel);
  const before = storedConfig(stored, keyring);
  const config = parseConfig(kinds, kind, patchConfig(before ?? {}, patch, kind.metadata.formFields));
  if (isDeepStrictEqual(config, before)) return undefined;
  if (!unverified) await requireWorking(kinds, kind, config);
  return config;
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
  // Only what this request names: an application deleted since must not block the switch that disables the provider.
  const { countries = [], applications = [] } = input;
  await checkScope(store, { channel: stored.channel, countries, applications });
  const config = await changedConfig(stored, input, kinds, keyring);
  const next: ProviderRecord = {
    ...stored,
    version: stored.version + 1,
    updatedAt: context.now(),
    changedBy: actor,
    name: input.name ?? stored.name,
    configSealed: config ? sealProviderConfig(keyring, id, config) : stored.configSealed,
    priority: input.priority ?? stored.priority,
    weight: input.weight ?? stored.weight,
    countries: input.countries ?? stored.countries,
    applications: input.applications ?? stored.applications,
    enabled: input.enabled ?? stored.enabled,
  };
  const write = () => replaceSetting(store.providers, next, { view, taken: 'This provider exists.' });
  const noted = config ? ({ kind: 'provider_changed', act: `${id}.${next.version}` } as const) : undefined;
  const change = { actor, ...changeOf('provider', request.rolledBack, noted), target: id, write };
  const changed = await changeSetting(context, change);
  if (noted) await tellOwners(context, { ...noted, subject: next.name, actor, applicationId: null });
  return view(changed);
}
