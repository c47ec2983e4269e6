/** How a challenge is met, as people read it. */
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
