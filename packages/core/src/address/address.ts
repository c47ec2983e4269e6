import type { Channel } from '../records.js';

/** One place a message can go to: exactly one phone number or exactly one mailbox. */
export interface Address {
  readonly channel: Channel;
  /** What a provider is given: E.164, or the mailbox with its domain in lower-case A-labels. */
  readonly canonical: string;
  /** What names the address in hashes, for pending challenges and limits: the canonical form in lower case. */
  readonly identity: string;
  /** A second key for limits: without plus tag, and without the dots of a Gmail mailbox. Never an identity. */
  readonly folded: string;
  readonly masked: string;
  /** ISO 3166-1 alpha-2. Null for email and for numbers that belong to no country, such as satellite phones. */
  readonly country: string | null;
  /** The type of the number in the words of libphonenumber; null for email. */
  readonly numberType: string | null;
}

/** `reason` completes the sentence that starts with the name of the field. */
export type ParsedAddress =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly reason: string };

export function refusedAddress(reason: string): ParsedAddress {
  return { ok: false, reason };
}
