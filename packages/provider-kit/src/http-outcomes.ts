import type { HttpExchange, HttpFailure } from './exchange-http.js';
import type { Outcome, OutcomeClass } from './outcome.js';
import { parseRetryAfter } from './parse-retry-after.js';

/**
 * The class of an HTTP status that has no meaning of its own for a provider (DESIGN section 6).
 * 2xx is not here: whether it means accepted is for the provider to say.
 */
export function classOfStatus(status: number): OutcomeClass {
  if (status === 429) return 'retry';
  if (status === 503) return 'failover';
  if (status === 401 || status === 403) return 'config';
  // A redirect is never followed: it would carry the code to an address nobody checked.
  if (status >= 300 && status < 400) return 'config';
  if (status >= 400 && status < 500) return 'failover';
  return 'ambiguous';
}

/** An exchange that ended without an answer: not taken before the first byte of the body, perhaps taken after it. */
export function outcomeOfFailure(failure: HttpFailure, providerName: string): Outcome {
  const cause = failure.code ?? failure.reason;
  const providerCode = failure.code ? { providerCode: failure.code } : {};
  if (failure.stage === 'before_body') {
    return {
      class: 'failover',
      detail: `${providerName} could not be reached (${cause}); nothing was handed over.`,
      ...providerCode,
    };
  }
  return {
    class: 'ambiguous',
    detail: `${providerName} got the message but did not answer (${cause}); it may have been taken.`,
    ...providerCode,
  };
}

/** What Retry-After asks for, ready to be spread into an outcome. `now` in milliseconds since 1970. */
export function retryAfterOf(exchange: HttpExchange, now: number): Pick<Outcome, 'retryAfterSeconds'> {
  if (exchange.kind === 'failure') return {};
  const seconds = parseRetryAfter(exchange.headers['retry-after'], now);
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}
