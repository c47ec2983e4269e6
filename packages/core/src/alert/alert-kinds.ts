/** Every kind of alert, with what it says of its subject. */
export const alertKinds = {
  provider_down: 'The provider failed too often and is asked by probes alone until it works again.',
  provider_config: 'The provider refuses its configuration and is left out until an admin changes it.',
  webhook_off: 'A webhook of an application was switched off, since it answered 410 or took nothing for three days.',
  paused: 'An admin has paused the channel or the provider: its messages wait, or go by others.',
  channel_down: 'No provider of the channel works: its messages are late or lost.',
} as const;

export type AlertKind = keyof typeof alertKinds;

export const alertKindNames = Object.keys(alertKinds) as [AlertKind, ...AlertKind[]];
