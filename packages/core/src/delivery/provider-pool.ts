import type { ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { Channel, ProviderRecord } from '../records.js';

/** The running providers of a worker, made from their records when first needed and kept until they change. */
export interface ProviderPool {
  /** Throws when the kind is not loaded or the config does not parse. */
  instanceOf(provider: ProviderRecord): ProviderInstance;
  /** How long a whole send of this provider may take. */
  sendTimeoutMilliseconds(provider: ProviderRecord): number;
  /** The longest of the channel: how long an open attempt may stand without news. */
  longestTimeoutMilliseconds(channel: Channel): number;
}
