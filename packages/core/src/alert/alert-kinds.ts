/** Every kind of alert, with what it says of its subject. */
export const alertKinds = {
  provider_down: 'The provider failed too often and is asked by probes alone until it works again.',
  provider_config: 'The provider refuses its configuration and is left out until an admin changes it.',
  webhook_off: 'A webhook of an application was switched off, since it answered 410 or took nothing for three days.',
  paused: 'An admin has paused the channel or the provider: its messages wait, or go by others.',
  channel_down: 'No provider of the channel works: its messages are late or lost.',
} as const;

export type AlertKind = keyof typeof alertKinds;

/** What each worker tells the operator by itself and keeps nowhere: what alerts are found by, or kept in, is away. */
export const outageKinds = {
  redis_down: 'Redis does not answer, or cannot be used as it is: no code is made, checked or sent.',
  store_down: 'The store does not answer: nothing can be changed, and history waits in Redis.',
} as const;

export type OutageKind = keyof typeof outageKinds;

export const alertKindNames = Object.keys(alertKinds) as [AlertKind, ...AlertKind[]];
