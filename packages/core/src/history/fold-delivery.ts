import type { DeliveryStatus } from '../delivery/delivery-states.js';
import { deliveryId } from '../ids.js';
import type { LiveEvent } from '../live-event-port.js';
import type { AttemptRecord, Channel, DeliveryKind, DeliveryRecord } from '../records.js';
import { isDelivered, numberOf, originOf, textOf } from './fold-challenge.js';

const finalStatuses: ReadonlySet<DeliveryStatus> = new Set([
  'failed',
  'expired',
  'canceled',
  'delivered',
  'undelivered',
]);

/** What a later send of the same challenge takes over from the first. */
export type DeliveryOrigin = Pick<
  DeliveryRecord,
  'applicationId' | 'channel' | 'addressMasked' | 'addressSealed' | 'addressHash' | 'country' | 'kind'
>;

/** The delivery an event is about; undefined for one about the challenge alone. */
export function deliveryOf(event: LiveEvent): string | undefined {
  if (event.type === 'created') return isDelivered(event) ? deliveryId(event.id, 1) : undefined;
  const send = numberOf(event.data, 'send');
  return send > 0 ? deliveryId(event.id, send) : undefined;
}

export function originOfDelivery(event: LiveEvent): DeliveryOrigin {
  return {
    ...originOf(event),
    channel: textOf(event.data, 'channel') as Channel,
    kind: textOf(event.data, 'kind') as DeliveryKind,
  };
}

/** A send by a fallback names its own channel and address. */
function originOfSend(event: LiveEvent, origin: DeliveryOrigin): DeliveryOrigin {
  const channel = textOf(event.data, 'channel');
  if (event.type !== 'send_queued' || channel === null) return origin;
  const { addressMasked, addressSealed, addressHash, country } = originOf(event);
  const own = { addressMasked, addressSealed, addressHash, country: country || null };
  return { ...origin, ...own, channel: channel as Channel };
}

function newDelivery(event: LiveEvent, origin: DeliveryOrigin): DeliveryRecord {
  const send = event.type === 'created' ? 1 : numberOf(event.data, 'send');
  const { applicationId, channel, addressMasked, addressSealed, addressHash, country, kind } = originOfSend(
    event,
    origin,
  );
  return {
    id: deliveryId(event.id, send),
    eventNumber: 0,
    applicationId,
    channel,
    addressMasked,
    addressSealed,
    addressHash,
    country,
    kind,
    ownerId: event.id,
    send,
    createdAt: event.type === 'created' ? numberOf(event.data, 'createdAt') : event.at,
    status: 'queued',
    provider: null,
    providerMessageId: null,
    attempts: [],
    sentAt: null,
    endedAt: null,
    reason: null,
  };
}

function openedAttempt(event: LiveEvent): AttemptRecord {
  return {
    number: numberOf(event.data, 'attempt'),
    openedAt: event.at,
    closedAt: null,
    provider: null,
    outcome: null,
    detail: null,
    providerCode: null,
    providerMessageId: null,
  };
}

function closedAttempts(record: DeliveryRecord, event: LiveEvent): AttemptRecord[] {
  const { data } = event;
  return record.attempts.map((attempt) =>
    attempt.number === numberOf(data, 'attempt')
      ? {
          ...attempt,
          closedAt: event.at,
          provider: textOf(data, 'provider'),
          outcome: textOf(data, 'outcome'),
          detail: textOf(data, 'detail'),
          providerCode: textOf(data, 'providerCode'),
          providerMessageId: textOf(data, 'providerMessageId'),
        }
      : attempt,
  );
}

/** Who has the message. One that did not take it says nothing of one that did, which may have told so in between. */
function carrierAfter(record: DeliveryRecord, { data }: LiveEvent): Partial<DeliveryRecord> {
  const isAccepted = record.attempts.some(({ outcome }) => outcome === 'accepted');
  if (isAccepted && textOf(data, 'outcome') !== 'accepted') return {};
  return {
    provider: textOf(data, 'provider'),
    providerMessageId: textOf(data, 'providerMessageId') ?? record.providerMessageId,
  };
}

function movedTo(status: DeliveryStatus, event: LiveEvent): Partial<DeliveryRecord> {
  const isOver = finalStatuses.has(status) || status === 'sent' || status === 'unknown';
  return { status, reason: textOf(event.data, 'reason'), endedAt: isOver ? event.at : null };
}

function changes(record: DeliveryRecord, event: LiveEvent): Partial<DeliveryRecord> {
  const status = (textOf(event.data, 'delivery') ?? record.status) as DeliveryStatus;
  // What moves nothing leaves the end and its reason as they are.
  const ended = status === record.status ? {} : movedTo(status, event);
  switch (event.type) {
    case 'attempt_opened':
      return { status, attempts: [...record.attempts, openedAttempt(event)] };
    case 'attempt_closed': {
      const sent = status === 'sent' ? { sentAt: record.sentAt ?? event.at } : {};
      const attempts = closedAttempts(record, event);
      return { ...ended, ...sent, ...carrierAfter(record, event), attempts };
    }
    case 'delivery_ended':
    case 'receipt':
      return ended;
    default:
      return {};
  }
}

/** One more event into the record of its delivery; one that is in it already changes nothing. */
export function foldDelivery(
  record: DeliveryRecord | undefined,
  event: LiveEvent,
  origin: DeliveryOrigin | undefined,
): DeliveryRecord | undefined {
  const current = record ?? (origin ? newDelivery(event, origin) : undefined);
  if (!current || event.number <= current.eventNumber) return current;
  return { ...current, ...changes(current, event), eventNumber: event.number };
}
