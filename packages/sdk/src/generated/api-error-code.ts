// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

/** The codes with which Otpost refuses, or says that it cannot. */
export type ApiErrorCode =
  | 'already_revealed'
  | 'challenge_already_approved'
  | 'challenge_canceled'
  | 'challenge_expired'
  | 'challenge_not_found'
  | 'challenge_undeliverable'
  | 'channel_not_configured'
  | 'conflict'
  | 'country_not_allowed'
  | 'forbidden'
  | 'idempotency_in_flight'
  | 'idempotency_mismatch'
  | 'internal_error'
  | 'invalid_request'
  | 'max_checks_reached'
  | 'not_found'
  | 'number_type_refused'
  | 'payload_too_large'
  | 'policy_forbids'
  | 'proof_required'
  | 'rate_limited'
  | 'unauthenticated'
  | 'unavailable'
  | 'unsupported_media_type';
