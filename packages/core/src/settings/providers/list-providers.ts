import type { Context } from '../../context.js';
import type { Channel } from '../../records.js';
import { healthsOf } from './healths-of.js';
import { viewHealth } from './provider-health.js';
import type { ProviderKinds } from './provider-kinds.js';
import type { HealthyProviderView } from './provider-schemas.js';
import { providerView } from './provider-view.js';

export interface ListProviders {
  readonly kinds: ProviderKinds;
  readonly channel?: Channel;
}

/** By channel, and in each in the order in which they are asked. */
export async function listProviders(
  context: Context,
  { kinds, channel }: ListProviders,
): Promise<HealthyProviderView[]> {
  const { keyring } = context.settings.current();
  const records = await context.store.providers.list(channel ? { channel: { equals: channel } } : {});
  const ordered = records.toSorted((a, b) => a.channel.localeCompare(b.channel) || a.priority - b.priority);
  const healths = await healthsOf(
    context,
    ordered.map(({ id }) => id),
  );
  return ordered.map((record) => ({
    ...providerView(record, kinds, keyring),
    health: viewHealth(healths.get(record.id)),
  }));
}
