import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { ProviderRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { changeSetting } from '../change-setting.js';
import { checkScope, parseConfig, requireKind } from '../providers/check-provider.js';
import { isSecret } from '../providers/mask-config.js';
import { openProviderConfig, type ProviderConfig } from '../providers/provider-config.js';
import type { ProviderKinds } from '../providers/provider-kinds.js';
import type { ProviderView, RollBackProviderInput } from '../providers/provider-schemas.js';
import { providerView } from '../providers/provider-view.js';
import { requireWorking } from '../providers/require-working.js';
import { updateProvider } from '../providers/update-provider.js';
import { insertSetting } from '../stored-setting.js';
import { changeOf } from './change-of.js';
import type { VersionContent } from './field-changes.js';
import { requireHistory, requireKept, type VersionedCollection } from './kept-versions.js';
import { listVersions } from './list-versions.js';
import type { ListVersionsInput, SettingVersionPage } from './version-schemas.js';

const providersOf = ({ providers }: Store): VersionedCollection<ProviderRecord> => ({
  kind: 'provider',
  collection: providers,
});

/** Where nobody can say which fields are secret, or what they hold, the whole config is. */
function configContent(context: Context, kinds: ProviderKinds, record: ProviderRecord): VersionContent {
  const kind = kinds.get(record.kind);
  const whole = { visible: {}, secrets: { config: record.configSealed } };
  if (!kind) return whole;
  const secret = new Set(kind.metadata.formFields.filter(isSecret).map(({ name }) => name));
  try {
    const fields = Object.entries(openProviderConfig(context.settings.current().keyring, record)).map(
      ([name, value]) => [`config.${name}`, value, secret.has(name)] as const,
    );
    return {
      visible: Object.fromEntries(fields.filter(([, , isHidden]) => !isHidden)),
      secrets: Object.fromEntries(fields.filter(([, , isHidden]) => isHidden)),
    };
  } catch {
    return whole;
  }
}

function providerContent(context: Context, kinds: ProviderKinds, record: ProviderRecord): VersionContent {
  const { name, priority, weight, countries, applications, enabled } = record;
  const config = configContent(context, kinds, record);
  const visible = { name, ...config.visible, priority, weight, countries, applications, enabled };
  return { visible, secrets: config.secrets };
}

/** Throws `not_found`. */
export async function listProviderVersions(
  context: Context,
  { kinds, id, input }: { readonly kinds: ProviderKinds; readonly id: string; readonly input: ListVersionsInput },
): Promise<SettingVersionPage> {
  const contentOf = (record: ProviderRecord) => providerContent(context, kinds, record);
  return await listVersions(context.store, { of: providersOf(context.store), id, input, contentOf });
}

export interface RollBackProvider {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly id: string;
  readonly input: RollBackProviderInput;
}

/** What the older config did not have goes. */
function wholePatch(before: ProviderConfig, config: ProviderConfig): Record<string, unknown> {
  return { ...Object.fromEntries(Object.keys(before).map((name) => [name, null])), ...config };
}

function readable(context: Context, record: ProviderRecord): ProviderConfig {
  try {
    return openProviderConfig(context.settings.current().keyring, record);
  } catch {
    return {};
  }
}

/** A deleted one comes back under its id, with the number after its last. */
async function restore(
  context: Context,
  { actor, kinds, input }: RollBackProvider,
  kept: ProviderRecord,
): Promise<ProviderRecord> {
  const { keyring } = context.settings.current();
  const kind = requireKind(kinds, kept.kind, kept.channel);
  const config = parseConfig(kinds, kind, openProviderConfig(keyring, kept));
  await checkScope(context.store, kept);
  if (!input.unverified) await requireWorking(kinds, kind, config);
  const next = { ...kept, version: input.version + 1, updatedAt: context.now(), changedBy: actor };
  const write = () => insertSetting(context.store.providers, next, 'This provider exists.');
  return await changeSetting(context, { actor, ...changeOf('provider', input), target: kept.id, write });
}

/**
 * A new version with the content of an older one, secrets too; as strict as any change. Throws `not_found`, `conflict` and
 * `invalid_request`.
 */
export async function rollBackProvider(context: Context, request: RollBackProvider): Promise<ProviderView> {
  const { actor, kinds, id, input } = request;
  const { keyring } = context.settings.current();
  const view = (record: ProviderRecord): ProviderView => providerView(record, kinds, keyring);
  const history = await requireHistory(context.store, providersOf(context.store), id);
  const kept = await requireKept(context.store, history, input, view);
  if (!history.current) return view(await restore(context, request, kept));
  const { name, priority, weight, countries, applications, enabled } = kept;
  const config = wholePatch(readable(context, history.current), openProviderConfig(keyring, kept));
  const scope = { countries: [...countries], applications: [...applications] };
  const change = { name, config, priority, weight, ...scope, enabled };
  const { version, unverified, toVersion } = input;
  return await updateProvider(context, {
    actor,
    kinds,
    id,
    input: { version, unverified, ...change },
    rolledBack: { toVersion },
  });
}
