import { viewSend } from '../challenge/challenge-view.js';
import { deliveryId } from '../ids.js';
import type { DeliverableChallenge, LiveChallenge, Send } from '../live-port.js';
import type { Channel, DeliveryKind, DeliveryRecord } from '../records.js';
import type { DeliveryView } from './history-schemas.js';

interface Owner {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly applicationId: string | null;
  readonly channel: Channel;
  readonly addressMasked: string;
  readonly country: string | null;
}

function viewDelivery(owner: Owner, send: Send): DeliveryView {
  const { number, deliveryId: _, channel: _channel, to, ...progress } = viewSend(owner.id, send, owner);
  return {
    id: deliveryId(owner.id, number),
    kind: owner.kind,
    challengeId: owner.kind === 'code' ? owner.id : null,
    send: number,
    applicationId: owner.applicationId,
    channel: send.via?.channel ?? owner.channel,
    to,
    country: send.via ? send.via.country : owner.country,
    ...progress,
  };
}

export function viewRecordedDelivery(record: DeliveryRecord): DeliveryView {
  const { send: number, createdAt, status, reason, sentAt, attempts } = record;
  return viewDelivery(
    { ...record, id: record.ownerId },
    { number, createdAt, status, reason, sentAt, attempts, via: null },
  );
}

/** Undefined when the challenge never had this send. */
export function viewLiveDelivery(challenge: LiveChallenge, number: number): DeliveryView | undefined {
  const send = challenge.sends.find((candidate) => candidate.number === number);
  // What has a send has a channel of messages.
  return send && viewDelivery(challenge as DeliverableChallenge, send);
}
