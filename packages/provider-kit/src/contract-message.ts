import type { DeliveryChannel, Message } from './message.js';
import type { ProviderEnvironment } from './provider-definition.js';

/** Fakes listen on loopback. */
export const contractEnvironment: ProviderEnvironment = { now: Date.now, allowPrivateAddresses: true };

/** A message whose code and address are easy to find again in a place where they must not be. */
export function contractMessage(channel: DeliveryChannel, id: string): Message {
  const code = '918273';
  const text = `Your code is ${code}. Do not share it.`;
  const shared = { id, channel, kind: 'code', text, code, locale: 'en', possibleDuplicate: false } as const;
  if (channel === 'sms') return { ...shared, to: '+14155550123' };
  return { ...shared, to: 'canary.reader@example.test', subject: 'Your code', html: `<p>${text}</p>` };
}
