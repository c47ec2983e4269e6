import { identityHash } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import type { Channel, DeliveryRecord } from '../records.js';
import type { Condition, Where } from '../store-port.js';
import { viewRecordedDelivery } from './delivery-view.js';
import { readCursor, writeCursor } from './history-cursor.js';
import type { DeliveryPage, ListDeliveriesInput } from './history-schemas.js';

export interface ListDeliveries {
  /** Null: an admin, who sees the deliveries of all applications. */
  readonly applicationId: string | null;
  readonly input: ListDeliveriesInput;
}

function channelOf(to: string, channel: Channel | undefined): Channel {
  return channel ?? (to.includes('@') ? 'email' : 'sms');
}

/** The hash of an address differs per application; an empty one stands for the installation. */
function addressCondition(context: Context, to: string, channel: Channel | undefined, owner: string | null): Condition {
  const parsed = parseAddress(channelOf(to, channel), to);
  if (!parsed.ok) throw invalidField('to', parsed.reason);
  const { keyring, applications } = context.settings.current();
  const owners = owner === null ? ['', ...applications.keys()] : [owner];
  return { in: owners.map((id) => identityHash(keyring, id, parsed.address.identity)) };
}

const equalTo = (field: keyof DeliveryRecord, value: string | undefined): Where<DeliveryRecord> =>
  value === undefined ? {} : { [field]: { equals: value } };

function deliveryFilter(context: Context, owner: string | null, input: ListDeliveriesInput): Where<DeliveryRecord> {
  const { to, from, until } = input;
  const created: Condition = {
    ...(from === undefined ? {} : { atLeast: Date.parse(from) }),
    ...(until === undefined ? {} : { below: Date.parse(until) }),
  };
  return {
    ...equalTo('applicationId', owner ?? undefined),
    ...equalTo('channel', input.channel),
    ...equalTo('status', input.status),
    ...equalTo('kind', input.kind),
    ...equalTo('provider', input.provider),
    ...equalTo('ownerId', input.challenge),
    ...(to === undefined ? {} : { addressHash: addressCondition(context, to, input.channel, owner) }),
    ...(Object.keys(created).length === 0 ? {} : { createdAt: created }),
  };
}

/** What was recorded, newest first. Throws `invalid_request` for an address or a cursor that is none. */
export async function listDeliveries(context: Context, request: ListDeliveries): Promise<DeliveryPage> {
  const { input } = request;
  const where = deliveryFilter(context, request.applicationId ?? input.application ?? null, input);
  const before = input.cursor === undefined ? {} : { before: readCursor(input.cursor) };
  // One more than asked for tells whether there is another page.
  const found = await context.store.deliveries.page(where, { limit: input.limit + 1, ...before });
  const page = found.slice(0, input.limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { deliveries: page.map(viewRecordedDelivery), nextCursor: last ? writeCursor(last) : null };
}
