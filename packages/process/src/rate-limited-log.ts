import type { Logger } from 'pino';

type Level = 'debug' | 'info' | 'warn' | 'error';

export interface RateLimitedLog {
  /** Logs unless the same level and message was logged within the interval. `details` are those of this call. */
  (level: Level, message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** So many different messages are remembered; a message that holds a changing part must not fill the memory. */
const mostMessages = 500;

interface LastTime {
  readonly at: number;
  suppressed: number;
}

/**
 * The same message at most once in an interval (SECURITY G17: a dead Redis is one line a second, not thousands).
 * The next line of a message says how many were left out, as `suppressed`.
 */
export function createRateLimitedLog(logger: Logger, now: () => number, intervalMilliseconds = 1000): RateLimitedLog {
  const lastTimes = new Map<string, LastTime>();
  return (level, message, details = {}) => {
    const key = `${level} ${message}`;
    const last = lastTimes.get(key);
    const time = now();
    if (last && Math.abs(time - last.at) < intervalMilliseconds) {
      last.suppressed += 1;
      return;
    }
    lastTimes.delete(key);
    if (lastTimes.size >= mostMessages) lastTimes.clear();
    lastTimes.set(key, { at: time, suppressed: 0 });
    logger[level](last?.suppressed ? { ...details, suppressed: last.suppressed } : details, message);
  };
}
