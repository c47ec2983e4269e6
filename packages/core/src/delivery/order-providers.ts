import { createHash } from 'node:crypto';
import type { ProviderRecord } from '../records.js';

/** A number in (0, 1] that is the same for the same text everywhere. */
function fraction(text: string): number {
  const [high = 0, low = 0] = new Uint32Array(createHash('sha256').update(text).digest().buffer.slice(0, 8));
  return (high * 2 ** 20 + (low >>> 12) + 1) / 2 ** 52;
}

/**
 * By priority, then by weight. The draw depends on nothing but the delivery, so that every worker, and a second one after
 * a crash, sees the same order.
 */
export function orderProviders(providers: readonly ProviderRecord[], deliveryName: string): ProviderRecord[] {
  if (providers.length < 2) return [...providers];
  // Weighted order by exponential keys (Efraimidis and Spirakis, 2006): the smallest key goes first.
  const key = (provider: ProviderRecord) => -Math.log(fraction(`${deliveryName}:${provider.id}`)) / provider.weight;
  return providers
    .map((provider) => ({ provider, key: key(provider) }))
    .toSorted((a, b) => a.provider.priority - b.provider.priority || a.key - b.key)
    .map((entry) => entry.provider);
}
