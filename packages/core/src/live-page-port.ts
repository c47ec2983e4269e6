import type { PageAct, PageEnd, PageFlow } from './page-session/page-session-schemas.js';

/** Visits to hosted pages. Each has a key and a hash tag of its own; each method is one atomic step. Times as in the live port. */

export interface NewPageSession {
  readonly id: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly flow: PageFlow;
  /** SHA-256 of the secret in the link, hex. */
  readonly linkHash: string;
  /** The return URL, which may hold anything. */
  readonly sealed: string;
  readonly locale: string | null;
  readonly lifeMilliseconds: number;
}

export interface LivePageSession {
  readonly id: string;
  readonly applicationId: string;
  readonly userId: string;
  readonly flow: PageFlow;
  readonly sealed: string;
  readonly locale: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** When the link was followed. */
  readonly openedAt: number | null;
  readonly endedAt: number | null;
  readonly end: PageEnd | null;
  /** How often it was given more time. */
  readonly extensions: number;
  /** The challenge that is being answered, or was. */
  readonly challengeId: string | null;
  readonly acts: readonly { readonly act: PageAct; readonly at: number }[];
  /** The clock of the live state at this reading. */
  readonly now: number;
}

/** `exists`: the link of this id was followed already. */
export type CreatedPage = { readonly kind: 'created'; readonly expiresAt: number } | { readonly kind: 'exists' };

export type OpenPageResult = { readonly kind: 'opened' } | { readonly kind: 'refused' };

export type VisitResult = { readonly kind: 'done'; readonly expiresAt: number } | { readonly kind: 'refused' };

export interface PageVisitNote {
  readonly id: string;
  /** Takes the place of the one before. */
  readonly challengeId?: string;
  readonly act?: PageAct;
  readonly end?: PageEnd;
}

export interface LivePageSessions {
  /** One of the same id that nobody followed yet gets the new link. */
  create(session: NewPageSession): Promise<CreatedPage>;
  /** Spends the link, once, for a cookie. */
  open(id: string, linkHash: string, cookieHash: string): Promise<OpenPageResult>;
  /** Undefined where there is none; one that has ended or expired is told for 15 minutes more. */
  read(id: string): Promise<LivePageSession | undefined>;
  /** The visit that has this cookie. */
  readVisit(id: string, cookieHash: string): Promise<LivePageSession | undefined>;
  /** A new life from now, at most `mostExtensions` times. */
  extend(id: string, lifeMilliseconds: number, mostExtensions: number): Promise<VisitResult>;
  /** Remembers what happened, while the visit goes on. */
  note(note: PageVisitNote): Promise<VisitResult>;
}
