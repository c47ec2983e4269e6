// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface CancelReset {
  /** Who decided, as your admin pages know them; goes to the audit log. */
  readonly actor: string;
  /** Why; goes to the audit log. */
  readonly reason: string;
}

export interface Reset {
  readonly id: string;
  readonly applicationId: string;
  /** The application's own id; null when the user was deleted. */
  readonly user: string | null;
  readonly status: ResetStatus;
  /** `page` when the user asked. */
  readonly actor: string;
  readonly reason: string | null;
  readonly checklist: readonly {
    readonly question: string;
    readonly passed: boolean;
  }[];
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface ResetPage {
  /** Newest first. */
  readonly resets: readonly Reset[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface ResetQuery {
  readonly status?: ResetStatus | undefined;
  /** Left out: `50`. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export type ResetStatus = 'requested' | 'mailed' | 'followed' | 'done' | 'canceled' | 'refused' | 'expired';

export interface StartReset {
  /** Who decided, as your admin pages know them; goes to the audit log. */
  readonly actor: string;
  /** Why; goes to the audit log. */
  readonly reason: string;
  /** For a mailed reset: an answer to every question of the policy. Left out: `[]`. */
  readonly checklist?: readonly {
    readonly question: string;
    readonly passed: boolean;
  }[] | undefined;
}
