import type { Context } from '@otpost/core/context';
import type { ErrorCode } from '@otpost/core/errors';
import type { KeyScope } from '@otpost/core/records';
import type { z } from 'zod';
import type { Caller } from '../authentication/authenticate.js';
import type { Answer } from '../http/send-answer.js';
import type { Replay } from '../idempotency/replay.js';

/** Who may call a route: an application's key with this scope, an admin key, or anyone. */
export type Access = KeyScope | 'admin' | 'anyone';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One parsed and authenticated request. */
export interface Call {
  readonly context: Context;
  readonly requestId: string;
  /** Null where anyone may call. */
  readonly caller: Caller | null;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** Names a request that may be repeated, as a keyed hash of caller, route and Idempotency-Key; empty without that header. */
  readonly repeatable: string;
  /** The id that the work must use when the request may be a repeated one. */
  readonly workId: string | undefined;
}

export interface DocumentedAnswer {
  readonly description: string;
  /** Left out: an empty body. */
  readonly schema?: z.ZodType;
}

/** One line of the route table, with all that its documentation needs. */
export interface Route {
  readonly method: Method;
  /** As Express takes it: `/v1/challenges/:id`. */
  readonly path: string;
  readonly access: Access;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A body that works, for the documentation. */
  readonly bodyExample?: unknown;
  /** When a body may be larger than usual. */
  readonly longestBodyBytes?: number;
  readonly answers: Readonly<Record<number, DocumentedAnswer>>;
  /** Codes beside those that every route may answer. */
  readonly errors: readonly ErrorCode[];
  /** How a repeated POST is answered; every POST has it. */
  readonly replay?: Replay;
  readonly handle: (call: Call) => Promise<Answer>;
}
