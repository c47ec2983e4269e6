import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { invalidField, OtpostError } from '../../errors.js';
import type { ProviderRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { changeSetting } from '../change-setting.js';
import { requireSetting } from '../stored-setting.js';
import { priorityStep } from './create-provider.js';
import { listProviders } from './list-providers.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { OrderProvidersInput, ProviderView } from './provider-schemas.js';

export interface OrderProviders {
  readonly actor: Actor;
  readonly kinds: ProviderKinds;
  readonly input: OrderProvidersInput;
}

const longestTries = 20;

type PriorityChange = Pick<ProviderRecord, 'priority' | 'updatedAt' | 'changedBy'>;

/** The order concerns nothing but the priority, so it is laid over whatever else changes meanwhile. */
async function setPriority(store: Store, id: string, change: PriorityChange): Promise<void> {
  for (let tries = 0; tries < longestTries; tries += 1) {
    const stored = await requireSetting(store.providers, id, 'provider');
    if (stored.priority === change.priority) return;
    const next: ProviderRecord = { ...stored, version: stored.version + 1, ...change };
    if ((await store.providers.replace(next, stored.version)) === 'replaced') return;
  }
  throw new OtpostError('conflict', 'The provider is being changed all the time. Try again.');
}

/** Puts all providers of a channel in this order. Throws `invalid_request` unless each of them is named once. */
export async function orderProviders(context: Context, request: OrderProviders): Promise<ProviderView[]> {
  const { actor, kinds, input } = request;
  const { store } = context;
  const stored = await store.providers.list({ channel: { equals: input.channel } });
  const ids = new Set(stored.map((provider) => provider.id));
  if (ids.size !== input.ids.length || !input.ids.every((id) => ids.has(id))) {
    throw invalidField('ids', `must name every ${input.channel} provider once`);
  }
  const write = async (): Promise<void> => {
    const by = { updatedAt: context.now(), changedBy: actor };
    for (const [place, id] of input.ids.entries())
      await setPriority(store, id, { priority: place * priorityStep, ...by });
  };
  await changeSetting(context, { actor, action: 'provider.order', target: input.channel, write });
  return await listProviders(context, { kinds, channel: input.channel });
}
