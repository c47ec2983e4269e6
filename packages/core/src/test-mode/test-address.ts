import type { Channel } from '../records.js';

/** How a message to a test address ends. */
export type TestEnd =
  | { readonly kind: 'delivered' | 'undelivered' | 'bounced' | 'provider_down' | 'blocked' }
  | { readonly kind: 'slow'; readonly seconds: number };

/** RFC 2606: nobody can ever own a name below `.test`. */
const mailbox =
  /^(delivered|undelivered|bounced|provider-down|blocked|slow-(\d{1,3}))(?:\.[a-z0-9-]{1,40})?@otpost\.test$/i;
/** NANPA: the numbers 555-0100 to 555-0199 of every area code belong to nobody. */
const number = /^\+1[2-9]\d\d55501(\d)(\d)$/;
const endsOfNumbers = ['delivered', 'undelivered', 'bounced', 'slow', 'provider_down', 'blocked'] as const;

function endOfMailbox(address: string): TestEnd | undefined {
  const [, word, seconds] = mailbox.exec(address) ?? [];
  if (word === undefined) return undefined;
  if (seconds !== undefined) return { kind: 'slow', seconds: Number(seconds) };
  return { kind: word.toLowerCase().replace('-', '_') as Exclude<TestEnd['kind'], 'slow'> };
}

function endOfNumber(address: string): TestEnd | undefined {
  const [, tens, ones] = number.exec(address) ?? [];
  const kind = endsOfNumbers[Number(tens)];
  return kind === 'slow' ? { kind, seconds: Number(ones) } : kind && { kind };
}

/** Undefined for an address that is no test address. `address` in its canonical form. */
export function testEndOf(channel: Channel, address: string): TestEnd | undefined {
  return channel === 'email' ? endOfMailbox(address) : endOfNumber(address);
}
