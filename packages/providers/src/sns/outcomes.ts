import { classOfStatus } from '@otpost/provider-kit/http-outcomes';
import type { Outcome, OutcomeClass } from '@otpost/provider-kit/outcome';

interface Meaning {
  readonly class: OutcomeClass;
  readonly says: string;
  readonly suppress?: Outcome['suppress'];
}

const throttled: Meaning = { class: 'retry', says: 'SNS is asked for more messages than the account may send' };
const wrongKeys: Meaning = { class: 'config', says: 'SNS does not accept the keys' };
const notAllowed: Meaning = { class: 'config', says: 'The account or key may not send this SMS' };
const badNumber: Meaning = { class: 'permanent', says: 'SNS cannot send to this number' };

/**
 * SNS error codes (SNS API reference, "Publish" and "Common Errors"). A code that is not here is
 * judged by its HTTP status.
 */
const meanings: Readonly<Record<string, Meaning>> = {
  Throttled: throttled,
  Throttling: throttled,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  KMSThrottling: throttled,
  InvalidParameter: badNumber,
  InvalidParameterValue: badNumber,
  ParameterValueInvalid: badNumber,
  ValidationException: badNumber,
  OptedOut: { class: 'permanent', says: 'The owner of this number does not want SMS', suppress: 'opted_out' },
  AuthorizationError: notAllowed,
  AccessDenied: notAllowed,
  AccessDeniedException: notAllowed,
  UserError: notAllowed,
  OptInRequired: notAllowed,
  LimitExceeded: notAllowed,
  NotFound: notAllowed,
  KMSAccessDenied: notAllowed,
  KMSDisabled: notAllowed,
  InvalidSecurity: wrongKeys,
  InvalidClientTokenId: wrongKeys,
  UnrecognizedClientException: wrongKeys,
  MissingAuthenticationToken: wrongKeys,
  IncompleteSignature: wrongKeys,
  SignatureDoesNotMatch: wrongKeys,
  ExpiredToken: wrongKeys,
  ExpiredTokenException: wrongKeys,
  RequestExpired: { class: 'config', says: 'SNS finds that the clock of this machine is wrong' },
  ServiceUnavailable: { class: 'failover', says: 'SNS is not available' },
};

/** What SNS answered instead of a message id. */
export function outcomeOfError(status: number, code: string, message: string): Outcome {
  const meaning = ofMessage(code, message) ?? meanings[code] ?? ofStatus(status);
  const known = code === '' ? {} : { providerCode: code };
  return { class: meaning.class, detail: `${meaning.says} (${code || `HTTP ${status}`}): ${message}`, ...known };
}

/** A 2xx without a readable message id. */
export function unreadableAnswer(status: number): Outcome {
  const detail = 'SNS answered, but not with a message id; it may have taken the message. Check the endpoint.';
  return { class: 'ambiguous', detail, providerCode: `HTTP-${status}` };
}

/** InvalidParameter is about the number unless it names a setting of ours; sandbox and spend limit have no code of their own. */
function ofMessage(code: string, message: string): Meaning | undefined {
  const isOurs = /sender ?id|origination|maxprice|entityid|templateid|sandbox|spend/i.test(message);
  return meanings[code]?.class === 'permanent' && isOurs ? notAllowed : undefined;
}

function ofStatus(status: number): Meaning {
  return { class: classOfStatus(status), says: 'SNS did not take the message' };
}
