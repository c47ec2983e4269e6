import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { parseDeliveryId } from '../ids.js';
import type { LiveChallenge } from '../live-port.js';
import { viewLiveDelivery, viewRecordedDelivery } from './delivery-view.js';
import type { DeliveryView } from './history-schemas.js';

export interface GetDelivery {
  /** Null: an admin, who sees the deliveries of all applications. */
  readonly applicationId: string | null;
  readonly id: string;
}

/** What is recorded can be read without the live state. */
async function readLive(context: Context, ownerId: string): Promise<LiveChallenge | undefined> {
  try {
    return await context.live.challenges.read(ownerId);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') return undefined;
    throw error;
  }
}

/** One delivery: from the live state while that knows it, since the store is a moment behind; then from the store. */
export async function getDelivery(context: Context, { applicationId, id }: GetDelivery): Promise<DeliveryView> {
  const name = parseDeliveryId(id);
  const notFound = () => new OtpostError('not_found', 'There is no delivery with this id.');
  if (!name) throw notFound();
  const challenge = await readLive(context, name.ownerId);
  const live = challenge && viewLiveDelivery(challenge, name.send);
  const record = live ? undefined : await context.store.deliveries.get(id);
  const view = live ?? (record && viewRecordedDelivery(record));
  if (!view || (applicationId !== null && view.applicationId !== applicationId)) throw notFound();
  return view;
}
