import type { OtpostError } from './otpost-error.js';

/** The first repeat comes about so late; each later one twice as late as the one before. */
const firstWaitMilliseconds = 200;

interface Tried {
  readonly error: OtpostError;
  /** How often it was sent. */
  readonly tries: number;
  /** Until the time limit of the call. */
  readonly leftMilliseconds: number;
  readonly random: () => number;
}

/** Errors that may be gone at the next try. A limit is none: it does not go away in seconds, and a caller must know of it. */
function mayPass({ code, status }: OtpostError): boolean {
  switch (code) {
    case 'no_answer':
    case 'timed_out':
    case 'unavailable':
    case 'internal_error':
    // The try before is still being worked on.
    case 'idempotency_in_flight':
      return true;
    case 'unreadable_answer':
      return status === 502 || status === 503 || status === 504;
    default:
      return false;
  }
}

/**
 * How long to wait before the same request is sent again, or undefined when it is not worth it. Never before the time that the
 * answer named; the jitter above it keeps many clients from coming back at once.
 */
export function waitBeforeRepeat({ error, tries, leftMilliseconds, random }: Tried): number | undefined {
  if (!mayPass(error)) return undefined;
  const jitter = firstWaitMilliseconds * 2 ** (tries - 1) * (0.5 + random());
  const milliseconds = (error.retryAfterSeconds ?? 0) * 1000 + jitter;
  return milliseconds < leftMilliseconds ? milliseconds : undefined;
}
