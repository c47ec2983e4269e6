import { parseDeliveryId } from '../ids.js';
import type { LiveReceipt } from '../live-receipt-port.js';
import type { Store } from '../store-port.js';

/** The handover to which a provider gave this id of its own; null while history knows none. */
export async function matchingAttempt(
  store: Pick<Store, 'deliveries'>,
  providerId: string,
  providerMessageId: string,
): Promise<Pick<LiveReceipt, 'id' | 'send' | 'attempt'> | null> {
  const found = await store.deliveries.page({ providerMessageId: { equals: providerMessageId } }, { limit: 10 });
  for (const { id, attempts } of found) {
    const attempt = attempts.find((one) => one.provider === providerId && one.providerMessageId === providerMessageId);
    const name = parseDeliveryId(id);
    if (attempt && name) return { id: name.ownerId, send: name.send, attempt: attempt.number };
  }
  return null;
}
