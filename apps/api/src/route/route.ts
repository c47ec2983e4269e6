import type { ErrorCode } from '@otpost/core/errors';
import type { z } from 'zod';
import type { Access } from '../authentication/caller.js';
import type { Answer } from '../http/send-answer.js';
import type { Replay } from '../idempotency/replay.js';
import type { Call } from './call.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface DocumentedAnswer {
  readonly description: string;
  /** Left out: an empty body. */
  readonly schema?: z.ZodType;
  /** Of text that is no JSON. */
  readonly mediaTypes?: readonly string[];
}

/** What the OpenAPI document tells of a path. */
export interface DescribedRoute {
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
  /** Bodies that are no JSON, by their media type, of a route that reads any. */
  readonly otherBodies?: Readonly<Record<string, z.ZodType>>;
  /** A body that works, for the documentation. */
  readonly bodyExample?: unknown;
  /** When a body may be larger than usual. */
  readonly longestBodyBytes?: number;
  /** When a body may have more keys than usual. */
  readonly mostKeys?: number;
  readonly answers: Readonly<Record<number, DocumentedAnswer>>;
  /** Codes beside those that every route may answer. */
  readonly errors: readonly ErrorCode[];
  /** How a repeated POST is answered; every POST has it. */
  readonly replay?: Replay;
  /** Takes the header `Otpost-Proof`, for a user who owes one. */
  readonly takesProof?: true;
}

/** One line of the route table, with all that its documentation needs. */
export interface Route extends DescribedRoute {
  readonly handle: (call: Call) => Promise<Answer>;
}
