import type { Receipt } from '@otpost/provider-kit/receipt';
import type { Context } from '../context.js';
import { mayDeliveryMove } from '../delivery/delivery-states.js';
import { fallBack } from '../delivery/fall-back.js';
import { deliveryId, parseDeliveryId } from '../ids.js';
import type { LiveReceipt } from '../live-receipt-port.js';
import type { AttemptRecord } from '../records.js';
import { traced } from '../trace/traced.js';
import { matchingAttempt } from './matching-attempt.js';
import type { ReceiptReference } from './receipt-reference.js';

export interface ProviderReceipt {
  readonly providerId: string;
  readonly receipt: Receipt;
  /** Of the callback address, checked. */
  readonly reference: ReceiptReference | null;
}

/** `unknown`: no message fits, or not yet: the provider may be faster than history. */
export type TakenReceipt = 'recorded' | 'known' | 'unknown';

type Place = Pick<LiveReceipt, 'id' | 'send' | 'attempt'>;

/** The message that a receipt is about: by our own reference, by our name of the message, or by the provider's. */
async function placeOf(context: Context, { providerId, receipt, reference }: ProviderReceipt): Promise<Place | null> {
  if (reference) return { id: reference.ownerId, send: reference.send, attempt: reference.attempt };
  const name = receipt.deliveryId === undefined ? undefined : parseDeliveryId(receipt.deliveryId);
  if (name) return { id: name.ownerId, send: name.send, attempt: null };
  if (receipt.providerMessageId === undefined) return null;
  return await matchingAttempt(context.store, providerId, receipt.providerMessageId);
}

/** The live state has forgotten it: what history says decides whether the news is any. */
async function takeLate(context: Context, place: LiveReceipt): Promise<TakenReceipt> {
  const { status } = place.receipt;
  const delivery = await context.store.deliveries.get(deliveryId(place.id, place.send));
  const isOurs = ({ provider, outcome, number }: AttemptRecord): boolean =>
    provider === place.receipt.provider &&
    (outcome === 'accepted' || outcome === 'ambiguous') &&
    (place.attempt === null || place.attempt === number);
  if (!delivery?.attempts.some(isOurs)) return 'unknown';
  if (!mayDeliveryMove(delivery.status, status)) return 'known';
  await context.live.receipts.recordLate(place, await context.live.now());
  return 'recorded';
}

async function take(context: Context, found: LiveReceipt): Promise<TakenReceipt> {
  const result = await context.live.receipts.record(found);
  if (result.kind === 'missing') return 'unknown';
  if (result.kind === 'gone') return await takeLate(context, found);
  if (result.kind === 'recorded' && result.isStepDue) await fallBack(context, found.id);
  return result.kind;
}

/**
 * Writes down a provider's later word about a message, once, in whatever order and however often it comes. Throws
 * `unavailable` when it could not be written: the provider asks again, or it is lost to us.
 */
export async function takeReceipt(context: Context, told: ProviderReceipt): Promise<TakenReceipt> {
  const place = await placeOf(context, told);
  if (!place) return 'unknown';
  const { deliveryId: _deliveryId, ...receipt } = told.receipt;
  const found = { ...place, receipt: { ...receipt, provider: told.providerId } };
  const { id, send, attempt } = place;
  const facts = { send, attempt, providerId: told.providerId, status: receipt.status };
  return traced(
    context,
    { name: 'receipt', subjectId: id, facts },
    (own) => take(own, found),
    // What fits no message of this provider is no step of anything.
    (taken) => (taken === 'unknown' ? null : { outcome: taken }),
  );
}
