import { timingSafeEqual } from 'node:crypto';
import { deliveryId, parseDeliveryId } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';

/** What a callback address names: one handover of one message to one provider. */
export interface ReceiptReference {
  readonly ownerId: string;
  readonly send: number;
  readonly attempt: number;
}

function macOf(keyring: Keyring, providerId: string, { ownerId, send, attempt }: ReceiptReference): string {
  return keyring.indexHash('receipt', providerId, deliveryId(ownerId, send), String(attempt));
}

/** `ch_07...-1.1.mac`: 128 bits of HMAC, so that nobody can name a message that was not handed to this provider. */
export function writeReceiptReference(keyring: Keyring, providerId: string, reference: ReceiptReference): string {
  const { ownerId, send, attempt } = reference;
  return `${deliveryId(ownerId, send)}.${attempt}.${macOf(keyring, providerId, reference)}`;
}

/** Undefined for one that we did not write for this provider. */
export function readReceiptReference(keyring: Keyring, providerId: string, text: string): ReceiptReference | undefined {
  const [, delivery, attempt, mac] = /^([\w-]{1,80})\.([1-9]\d{0,2})\.([\w-]{22})$/.exec(text) ?? [];
  const name = delivery === undefined ? undefined : parseDeliveryId(delivery);
  if (!name || mac === undefined) return undefined;
  const reference = { ownerId: name.ownerId, send: name.send, attempt: Number(attempt) };
  const isOurs = timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(keyring, providerId, reference)));
  return isOurs ? reference : undefined;
}
