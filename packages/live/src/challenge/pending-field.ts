import type { AddressPlace } from '@otpost/core/live-limits-port';
import type { Channel } from '@otpost/core/records';

/** The field of the address key that names the pending challenge: one per exact address, channel and purpose. */
export function pendingField(place: AddressPlace, channel: Channel, purpose: string): string {
  return `pending:${place.identityHash}:${channel}:${purpose}`;
}
