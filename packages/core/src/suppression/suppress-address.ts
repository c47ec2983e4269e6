import type { SuppressionReason } from '@otpost/provider-kit/receipt';
import { addressPlace } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import { sealContexts } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { LiveEvent } from '../live-event-port.js';
import type { DeliveryRecord } from '../records.js';
import { draftSuppression, type NewSuppression } from './suppression-record.js';

/** Puts an address on the list: the store first, which does not forget. Once more changes nothing. */
export async function suppressAddress(context: Context, made: NewSuppression): Promise<'suppressed' | 'known'> {
  const inserted = await context.store.suppressions.insert(draftSuppression(context, made));
  const place = addressPlace(context.settings.current().keyring, made.applicationId, made.address);
  await context.live.limits.suppress(place, made.reason);
  return inserted === 'inserted' ? 'suppressed' : 'known';
}

async function suppressRecipient(
  context: Context,
  delivery: DeliveryRecord,
  told: { readonly reason: SuppressionReason; readonly provider: string | null },
): Promise<void> {
  const { id, applicationId, addressSealed, ownerId, channel } = delivery;
  const { keyring, applications } = context.settings.current();
  const application = applications.get(applicationId ?? '');
  // A test address that bounces is to bounce tomorrow as well.
  if (applicationId === null || addressSealed === null || !application || application.settings.testMode) return;
  const parsed = parseAddress(channel, keyring.unseal(applicationId, sealContexts.address(ownerId), addressSealed));
  if (!parsed.ok) return;
  await suppressAddress(context, {
    applicationId,
    address: parsed.address,
    reason: told.reason,
    source: 'provider',
    provider: told.provider,
    deliveryId: id,
  });
}

/** An address that cannot be read, as of a key that is gone, must not keep back the history of all the others. */
async function suppressOrWarn(...[context, delivery, told]: Parameters<typeof suppressRecipient>): Promise<void> {
  try {
    await suppressRecipient(context, delivery, told);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') throw error;
    context.warn('An address cannot be suppressed', { delivery: delivery.id, error });
  }
}

/** Whom a recorded batch says that nothing more may be sent to: by the answer of a provider, or by a receipt. */
export async function suppressRecipients(
  context: Context,
  events: readonly LiveEvent[],
  deliveries: ReadonlyMap<string, DeliveryRecord>,
): Promise<void> {
  for (const { id, data } of events) {
    if (typeof data.suppress !== 'string') continue;
    const delivery = deliveries.get(`${id}-${data.send}`);
    const provider = typeof data.provider === 'string' ? data.provider : null;
    if (delivery) await suppressOrWarn(context, delivery, { reason: data.suppress as SuppressionReason, provider });
  }
}
