/** How a challenge is met, and a factor used, as people read it. The only place for these words. */
export const channelNames = {
  email: 'Email',
  sms: 'SMS',
  totp: 'Authenticator app',
  passkey: 'Passkey',
  any: 'Any factor',
} as const;

/** Of a channel that this console does not know yet: its own word. */
export function channelName(channel: string): string {
  return Object.hasOwn(channelNames, channel) ? channelNames[channel as keyof typeof channelNames] : channel;
}

/** What a user may have enrolled, best first. */
export const factorTypes = ['passkey', 'totp', 'email', 'sms'] as const;

/** The channels that carry messages, for a choice among them. */
export const messageChannels = (['email', 'sms'] as const).map((id) => ({ id, label: channelNames[id] }));
