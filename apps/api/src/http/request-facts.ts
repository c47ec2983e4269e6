import type { ErrorCode } from '@otpost/core/errors';
import type { ReceivedReceipt } from '@otpost/core/receipt/receive-receipts';
import type { ChallengeChannel } from '@otpost/core/records';
import type { Response } from 'express';

/** What became of a create, a check, or of receipts, for the metrics. */
export type RequestOutcome =
  | { readonly verb: 'create'; readonly channel: ChallengeChannel; readonly result: 'created' | 'joined' }
  | { readonly verb: 'check'; readonly result: 'right' | 'wrong' }
  | { readonly verb: 'receipts'; readonly provider: string; readonly received: readonly ReceivedReceipt[] };

/** What is told about one request in logs and metrics. Holds no address, no code, no key and no query. */
export interface RequestFacts {
  readonly requestId: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly method: string;
  /** The pattern, such as `/v1/challenges/:id`; null for what no route took. */
  route: string | null;
  applicationId: string | null;
  errorCode: ErrorCode | null;
  /** The limit that refused it. */
  limit: string | null;
  outcome: RequestOutcome | null;
}

export interface ApiLocals {
  facts: RequestFacts;
}

export type ApiResponse = Response<unknown, ApiLocals & Record<string, unknown>>;
