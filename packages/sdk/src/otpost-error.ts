import type { ApiErrorCode } from './generated/api-error-code.js';

/** What goes wrong before there is an answer of Otpost. */
export type ClientErrorCode =
  /** No connection, or it broke: the request may or may not have been carried out. */
  | 'no_answer'
  /** No answer within the time limit: the request may or may not have been carried out. */
  | 'timed_out'
  /** Your `signal` ended the call. */
  | 'aborted'
  /** What answered is not Otpost, or a proxy spoke in its place. */
  | 'unreadable_answer';

/** Stable: what a program should look at. A newer Otpost may have more of them, so keep a default. */
export type OtpostErrorCode = ApiErrorCode | ClientErrorCode;

export interface FieldError {
  /** Path of the field, dots between levels: `binding.amount`. */
  readonly field: string;
  readonly message: string;
}

/** What is known of an error beside its code and its sentence. */
export interface ErrorFacts {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly limit?: string | undefined;
  readonly dependency?: string | undefined;
  readonly current?: unknown;
  readonly cause?: unknown;
}

/** Everything that a call may end with, other than its answer. `message` is a sentence for people, and may change. */
export class OtpostError extends Error {
  readonly code: OtpostErrorCode;
  /** Of the HTTP answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Stands in Otpost's log. */
  readonly requestId: string | undefined;
  /** For `invalid_request`: each field that is wrong. */
  readonly errors: readonly FieldError[];
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;
  /** For `rate_limited`: which limit was reached. */
  readonly limit: string | undefined;
  /** For `unavailable`: which part is not there. */
  readonly dependency: string | undefined;
  /** For `conflict`: what is stored now. */
  readonly current: unknown;

  constructor(code: OtpostErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'OtpostError';
    this.code = code;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.errors = facts.errors ?? [];
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.limit = facts.limit;
    this.dependency = facts.dependency;
    this.current = facts.current;
  }
}

export function invalidField(field: string, message: string): OtpostError {
  return new OtpostError('invalid_request', `${field}: ${message}`, { errors: [{ field, message }] });
}
