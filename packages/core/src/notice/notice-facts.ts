/** What a notice tells of, as the locale files name it. */
export const noticeKinds = [
  'factor_added',
  'factor_removed',
  'factor_replaced',
  'recovery_codes_made',
  'recovery_code_used',
  'passkey_possible_clone',
  'reset',
  'turned_off',
  'address_changed',
  'app_password_made',
] as const;

export type UserEventKind = (typeof noticeKinds)[number];

/** Something that happened to a user's second factors. */
export interface EventFacts {
  readonly kind: UserEventKind;
  /** Name of the factor, or app password, that it is about. */
  readonly subject: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The notices that hold a link: for a user who lost every factor, and for somebody who shall be an admin. */
export interface LinkFacts {
  readonly kind: 'reset_link' | 'invitation';
  readonly url: string;
  /** Whole minutes for which the link is good. */
  readonly minutes: number;
}

/** All that a notice says, sealed with its address. */
export type NoticeFacts = EventFacts | LinkFacts;
