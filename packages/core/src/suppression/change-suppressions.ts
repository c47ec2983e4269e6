import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { addressOfApplication } from '../limits/address-of-application.js';
import { suppressAddress } from './suppress-address.js';
import { placeOfSuppression, suppressionId, viewSuppression } from './suppression-record.js';
import type { CreateSuppressionInput, EndSuppressionInput, SuppressionView } from './suppression-schemas.js';

/** By an admin. Throws `not_found`, `invalid_request`, and `conflict` for an address that is on the list. */
export async function createSuppression(
  context: Context,
  { actor, input }: { readonly actor: Actor; readonly input: CreateSuppressionInput },
): Promise<SuppressionView> {
  const { application, address, place } = addressOfApplication(context, input);
  const applicationId = application.id;
  const id = suppressionId(place);
  const made = {
    applicationId,
    address,
    reason: input.reason,
    source: 'admin',
    provider: null,
    deliveryId: null,
  } as const;
  const action = { actor, action: 'suppression.create', target: id, applicationId, reason: input.note ?? null };
  await audited(context, action, async () => {
    if ((await suppressAddress(context, made)) === 'suppressed') return;
    throw new OtpostError('conflict', 'This address is on the list already');
  });
  const record = await context.store.suppressions.get(id);
  if (!record) throw new OtpostError('conflict', 'It was taken from the list again meanwhile');
  return viewSuppression(record);
}

/** Takes an address from the list, so that it is sent to again. Throws `not_found`. */
export async function endSuppression(
  context: Context,
  { actor, id, input }: { readonly actor: Actor; readonly id: string; readonly input: EndSuppressionInput },
): Promise<void> {
  const record = await context.store.suppressions.get(id);
  if (!record) throw new OtpostError('not_found', 'There is no suppression with this id');
  const { applicationId } = record;
  const action = { actor, action: 'suppression.end', target: id, applicationId, reason: input.reason };
  await audited(context, action, async () => {
    // The row last: when this dies in between, it is still there to be tried again.
    const place = placeOfSuppression(context, record);
    if (place) await context.live.limits.allow(place);
    await context.store.suppressions.delete(id);
  });
}
