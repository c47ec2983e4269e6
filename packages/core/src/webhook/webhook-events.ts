import type { LiveEvent } from '../live-event-port.js';
import type { UserEventKind } from '../notice/notice-facts.js';

/** Every event that an application can be told of, with what it means. The only place for either. */
export const webhookEvents = {
  'challenge.approved': 'The user gave the right answer.',
  'challenge.canceled': 'The challenge was canceled, or replaced by a newer one.',
  'challenge.expired': 'Nobody answered in time.',
  'challenge.max_checks_reached': 'Too many wrong answers.',
  'challenge.undeliverable': 'No provider could deliver the code.',
  'delivery.sent': 'A provider took the message.',
  'delivery.delivered': 'The provider says that the message arrived.',
  'delivery.undelivered': 'The provider says that the message did not arrive.',
  'delivery.failed': 'No provider took the message, or it was refused for good.',
  'delivery.unknown': 'A provider may have taken the message; it is not sent again.',
  'factor.added': 'A user has a new factor.',
  'factor.removed': 'A factor of a user was removed.',
  'factor.replaced': 'A new factor took the place of an old one.',
  'recovery_codes.made': 'A user has new recovery codes; the old ones are dead.',
  'recovery_code.used': 'A user signed in, or proved something, by a recovery code.',
  'passkey.possible_clone': 'The counter of a passkey went backwards: it may have been copied.',
  'second_factor.turned_off': 'A user turned the second factor off.',
  'user.reset': 'The factors of a user were reset, or taken away.',
  'address.changed': 'The email address or phone number of a user was changed.',
  'app_password.made': 'A user has a new app password.',
  test: 'You asked for it.',
} as const;

export type WebhookEventType = keyof typeof webhookEvents;

export const webhookEventTypes = Object.keys(webhookEvents) as [WebhookEventType, ...WebhookEventType[]];

const ofUsers: Readonly<Record<UserEventKind, WebhookEventType>> = {
  factor_added: 'factor.added',
  factor_removed: 'factor.removed',
  factor_replaced: 'factor.replaced',
  recovery_codes_made: 'recovery_codes.made',
  recovery_code_used: 'recovery_code.used',
  passkey_possible_clone: 'passkey.possible_clone',
  turned_off: 'second_factor.turned_off',
  reset: 'user.reset',
  address_changed: 'address.changed',
  app_password_made: 'app_password.made',
};

export function typeOfUserEvent(kind: UserEventKind): WebhookEventType {
  return ofUsers[kind];
}

const isEventType = (type: string): type is WebhookEventType => Object.hasOwn(webhookEvents, type);

/** A receipt that the provider goes on says nothing new. */
function isLastWord(type: string, { receipt, delivery }: LiveEvent['data']): boolean {
  return type === 'receipt' && receipt === delivery && receipt !== 'sent';
}

/** Undefined for what only history keeps. */
export function typeOfLiveEvent({ type, data }: Pick<LiveEvent, 'type' | 'data'>): WebhookEventType | undefined {
  const isDelivery = type === 'attempt_closed' || type === 'delivery_ended' || isLastWord(type, data);
  const named = type === 'challenge_ended' ? `challenge.${data.status}` : isDelivery ? `delivery.${data.delivery}` : '';
  return isEventType(named) ? named : undefined;
}
