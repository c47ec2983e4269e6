/** The error catalogue: every code an API answer may carry, with its HTTP status and its title. The only place for either. */
export const errorCatalogue = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'The key or the session is missing or not valid' },
  forbidden: { status: 403, title: 'This key may not do that' },
  step_up_required: { status: 403, title: 'Show your second factor again' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This path does not take that method' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  challenge_not_found: { status: 404, title: 'There is no such challenge' },
  challenge_expired: { status: 410, title: 'The challenge has expired' },
  challenge_canceled: { status: 410, title: 'The challenge was canceled' },
  challenge_undeliverable: { status: 410, title: 'The code could not be delivered' },
  challenge_already_approved: { status: 409, title: 'The challenge is already approved' },
  max_checks_reached: { status: 429, title: 'Too many wrong codes for this challenge' },
  rate_limited: { status: 429, title: 'Too many requests' },
  channel_not_configured: { status: 409, title: 'No provider is configured for this channel' },
  country_not_allowed: { status: 403, title: 'SMS to this country is not allowed' },
  number_type_refused: { status: 422, title: 'This type of number cannot receive codes' },
  idempotency_mismatch: { status: 422, title: 'The Idempotency-Key was used with another request' },
  idempotency_in_flight: { status: 409, title: 'A request with this Idempotency-Key is still running' },
  already_revealed: { status: 409, title: 'The secret was shown once and is not shown again' },
  proof_required: { status: 403, title: 'A fresh proof of the user is required' },
  policy_forbids: { status: 403, title: 'The policy does not allow this' },
  conflict: { status: 409, title: 'The resource was changed meanwhile' },
  unavailable: { status: 503, title: 'A part that is needed is not available' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

export interface FieldError {
  /** Path of the field, dots between levels: `binding.amount`. */
  readonly field: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly errors?: readonly FieldError[];
  /** Which limit was reached. */
  readonly limit?: string;
  /** Whole seconds until it is worth trying again. */
  readonly retryAfter?: number;
  /** Which part is not available: `redis`, `store`, `api`. */
  readonly dependency?: string;
  /** For `conflict`: what is stored now. */
  readonly current?: unknown;
}

/** The one error that may reach a caller. `message` is public; `cause` is for the log only. */
export class OtpostError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'OtpostError';
    this.code = code;
    this.details = details;
  }
}

/** A request with one or more fields that cannot be accepted. */
export function invalidRequest(errors: readonly FieldError[]): OtpostError {
  const sentence = errors.map((error) => `${error.field}: ${error.message}`).join('; ');
  return new OtpostError('invalid_request', sentence, { errors });
}

export function invalidField(field: string, message: string): OtpostError {
  return invalidRequest([{ field, message }]);
}

/** A dependency that is down, hung or full; `api`: the process that was asked. */
export function unavailable(dependency: 'redis' | 'store' | 'api', message: string, cause?: unknown): OtpostError {
  return new OtpostError('unavailable', message, { dependency, retryAfter: 1 }, cause);
}
