/** What a notice tells a user of, as the locale files name it. */
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

/** What only an admin is told of: their own account in the console. */
export const adminNoticeKinds = ['admin_sign_in', 'admin_password'] as const;

export type AdminEventKind = (typeof adminNoticeKinds)[number];

/** What owners are told of, since it gives somebody more power over the installation. */
export const installationNoticeKinds = [
  'admin_key_made',
  'api_key_made',
  'provider_connected',
  'provider_changed',
  'limit_raised',
] as const;

export type InstallationEventKind = (typeof installationNoticeKinds)[number];

/** Something that happened to a user's second factors, an admin's account, or the installation. */
export interface EventFacts {
  readonly kind: UserEventKind | AdminEventKind | InstallationEventKind;
  /** Name of the factor, app password, browser, application or provider that it is about. */
  readonly subject: string | null;
  /** Of what concerns the installation: who did it. */
  readonly by?: string;
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
