import type { ErrorCode } from '@otpost/core/errors';

export interface ErrorGuide {
  readonly meaning: string;
  /** What the caller should do. */
  readonly mend: string;
}

/** What each error code means and what to do about it. `docs/errors.md` and `/docs/errors` are written from it. */
export const errorGuide: Readonly<Record<ErrorCode, ErrorGuide>> = {
  invalid_request: {
    meaning: 'Something in the request cannot be accepted. `errors` names each field and says why.',
    mend: 'Correct the fields. The same request will fail again. A malformed code in a check uses up no check.',
  },
  unauthenticated: {
    meaning: 'The API key is missing, misspelt, unknown or revoked. The answer does not tell which.',
    mend: 'Send `Authorization: Bearer otp_live_...` with a key that stands. `/admin/v1` takes `otp_admin_...` keys.',
  },
  forbidden: {
    meaning: 'The key is valid but may not do this: it lacks the scope, or it is of the other kind.',
    mend: 'Use a key with the scope that the documentation of the path names.',
  },
  step_up_required: {
    meaning:
      'An admin who is signed in asks for something dangerous, and showed the second factor more than five minutes ago.',
    mend: 'Show the second factor again; the console asks for it by itself. Admin keys are never asked.',
  },
  not_found: {
    meaning: 'Nothing is at this path, or there is no such thing for this key.',
    mend: 'Check the path and the id. Things of other applications are never found.',
  },
  method_not_allowed: {
    meaning: 'The path exists but does not take this method.',
    mend: 'Use a method that the documentation of the path names.',
  },
  payload_too_large: {
    meaning: 'The body is larger than this path takes: 16 KB, or more where its documentation says so.',
    mend: 'Send less. `metadata` and `variables` are meant for short values.',
  },
  unsupported_media_type: {
    meaning: 'The body is not plain JSON in UTF-8 by its headers.',
    mend: 'Send `Content-Type: application/json` and do not compress the body.',
  },
  challenge_not_found: {
    meaning: 'This application has no challenge with that id. It may have been forgotten after the retention time.',
    mend: 'Check the id. Start a new challenge.',
  },
  challenge_expired: {
    meaning: 'The life of the challenge is over.',
    mend: 'Start a new challenge.',
  },
  challenge_canceled: {
    meaning: 'The challenge was canceled, by you or by a newer challenge for the same address and purpose.',
    mend: 'Use the newer challenge, or start one.',
  },
  challenge_undeliverable: {
    meaning: 'The code could not be delivered, so it cannot be checked. GET on the challenge tells the reason.',
    mend: 'Offer another address or channel.',
  },
  challenge_already_approved: {
    meaning: 'The right code was given before. A code works once.',
    mend: 'Go on if it was you who checked it; otherwise start a new challenge.',
  },
  max_checks_reached: {
    meaning: 'Too many wrong codes were given for this challenge. It has ended.',
    mend: 'Start a new challenge. Do not check again.',
  },
  rate_limited: {
    meaning: 'A limit was reached. `limit` names it.',
    mend: 'Wait `retryAfter` seconds, which stand in `Retry-After` as well. A request that is refused so did nothing.',
  },
  channel_not_configured: {
    meaning: 'No enabled provider can carry a message on this channel to this country.',
    mend: 'An admin connects a provider, or enables one.',
  },
  country_not_allowed: {
    meaning:
      'The application may not send SMS to the country of this number. No country is allowed until it is ticked.',
    mend: 'An admin adds the country to `smsCountries` of the application.',
  },
  number_type_refused: {
    meaning: 'Numbers of this type, such as premium rate or a pager, cannot receive codes.',
    mend: 'Ask the user for a mobile number.',
  },
  idempotency_mismatch: {
    meaning: 'The `Idempotency-Key` came before with another path or body.',
    mend: 'Make a new key for each new request; repeat a request byte for byte.',
  },
  idempotency_in_flight: {
    meaning: 'The first request with this `Idempotency-Key` has no answer yet.',
    mend: 'Repeat the request after `retryAfter` seconds.',
  },
  already_revealed: {
    meaning: 'This request was answered with a secret more than five minutes ago. A secret is not shown again.',
    mend: 'Make a new secret and revoke the old one.',
  },
  proof_required: {
    meaning: 'The change needs a fresh proof that the user is present.',
    mend: 'Let the user pass a challenge with purpose `proof` and send its id as `Otpost-Proof`.',
  },
  policy_forbids: {
    meaning: 'The policy of the application does not allow this.',
    mend: 'Offer what the policy allows, or let an admin change the policy.',
  },
  conflict: {
    meaning:
      'What you change was changed meanwhile, or the name is taken. `current` tells what stands, where it helps.',
    mend: 'Read it again, apply your change to what stands now, and send its `version`.',
  },
  unavailable: {
    meaning:
      'A part that is needed does not answer. `dependency` names it. Whether the work was done is not known; with `api`, more was asked of the process than it can do, and nothing was done.',
    mend: 'Repeat the request after `retryAfter` seconds, with the same `Idempotency-Key`.',
  },
  internal_error: {
    meaning: 'Something went wrong on our side. The log has it under the `requestId`.',
    mend: 'Repeat the request once with the same `Idempotency-Key`; then tell the operator the `requestId`.',
  },
};
