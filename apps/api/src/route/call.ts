import type { Context } from '@otpost/core/context';
import type { AdminCaller, Caller } from '../authentication/caller.js';

/** One parsed and authenticated request. */
export interface Call {
  readonly context: Context;
  /** The context without an admin's reach: for what is about admins themselves. */
  readonly wholeContext: Context;
  readonly requestId: string;
  /** Null where anyone may call. */
  readonly caller: Caller | null;
  /** Set on the routes of admins. */
  readonly admin: AdminCaller | null;
  readonly params: unknown;
  readonly query: unknown;
  /** The header `Otpost-Proof`, as it came. */
  readonly proof: string | undefined;
  readonly body: unknown;
  /** Names a request that may be repeated, as a keyed hash of caller, route and Idempotency-Key; empty without that header. */
  readonly repeatable: string;
  /** The id that the work must use when the request may be a repeated one. */
  readonly workId: string | undefined;
}
