import { noteAct } from '../../admin/notice/noted-act.js';
import { tellOwners } from '../../admin/notice/tell-owners.js';
import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { Channel, ProviderRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { changeSetting } from '../change-setting.js';
import { insertSetting } from '../stored-setting.js';
import { checkScope, parseConfig, requireKind } from './check-provider.js';
import { sealProviderConfig } from './provider-config.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { CreateProviderInput, ProviderView } from './provider-schemas.js';
import { providerView } from './provider-view.js';
import { requireWorking } from './require-working.js';

/** Room between two priorities, so that one can be put between them by hand. */
export const priorityStep = 10;

export interface CreateProvider {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly input: CreateProviderInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

async function lastPriority(store: Store, channel: Channel): Promise<number> {
  const others = await store.providers.list({ channel: { equals: channel } });
  return Math.max(0, ...others.map((other) => other.priority + priorityStep));
}

/** Throws `invalid_request` for a kind, config or scope that cannot be. A new provider takes no traffic from standing ones. */
export async function createProvider(context: Context, request: CreateProvider): Promise<ProviderView> {
  const { actor, kinds, input } = request;
  const { store, settings } = context;
  const kind = requireKind(kinds, input.kind, input.channel);
  const config = parseConfig(kinds, kind, input.config);
  await checkScope(store, input);
  // Only when it is asked for: a new provider goes behind the others and replaces none.
  if (input.unverified === false) await requireWorking(kinds, kind, config);
  const { keyring } = settings.current();
  const id = request.id ?? newId('prv', context.randomBytes);
  const at = context.now();
  const record: ProviderRecord = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    changedBy: actor,
    channel: input.channel,
    kind: input.kind,
    name: input.name,
    configSealed: sealProviderConfig(keyring, id, config),
    priority: input.priority ?? (await lastPriority(store, input.channel)),
    weight: input.weight,
    countries: input.countries,
    applications: input.applications,
    enabled: input.enabled,
  };
  const write = () => insertSetting(store.providers, record, 'This provider exists.');
  const noted = { kind: 'provider_connected', act: id } as const;
  const change = { actor, action: 'provider.create', target: id, data: noteAct(noted), write };
  const stored = await changeSetting(context, change);
  await tellOwners(context, { ...noted, newProviderId: id, subject: stored.name, actor, applicationId: null });
  return providerView(stored, kinds, keyring);
}
