import { types } from 'node:util';
import type { OperatorConfig } from '@otpost/config/operator-config';
import {
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type LogFn,
  type Logger,
  type LoggerOptions as PinoOptions,
  pino,
} from 'pino';
import { cleanText } from './log/clean-text.js';
import { cleanValue } from './log/clean-value.js';
import { openLogOutput } from './log/log-output.js';

export interface LoggerOptions {
  readonly level: OperatorConfig['logLevel'];
  /** `api`, `worker`, ... */
  readonly name: string;
  /** Standard output when left out. */
  readonly destination?: DestinationStream;
}

const standardOutput = 1;

type LogArguments = Parameters<LogFn>;

/** Pino takes the message of an error as the line's own when there is none: both must be clean. */
function cleanArguments([first, ...rest]: LogArguments): LogArguments {
  const cleaned = rest.map((value) => cleanValue(value));
  if (types.isNativeError(first)) {
    const [message = cleanText(first.message), ...others] = cleaned;
    return [{ err: cleanValue(first) }, message, ...others] as LogArguments;
  }
  return [cleanValue(first), ...cleaned] as LogArguments;
}

/** The time of a line, written out once for all lines of one millisecond. */
function createTimeWriter(now: () => number): () => string {
  let writtenAt = Number.NaN;
  let written = '';
  return () => {
    const at = now();
    if (at !== writtenAt) {
      writtenAt = at;
      written = `,"time":"${new Date(at).toISOString()}"`;
    }
    return written;
  };
}

/** Pino formats the bindings of the first logger only; all its children inherit this `child`. */
function cleanChildren(logger: Logger): Logger {
  // oxlint-disable-next-line typescript/unbound-method -- called below with the logger it belongs to
  const makeChild = logger.child;
  function child(this: Logger, bindings: Bindings, options?: ChildLoggerOptions): Logger {
    return Reflect.apply(makeChild, this, [cleanValue(bindings), options]) as Logger;
  }
  return Object.assign(logger, { child });
}

/**
 * A logger that writes one JSON object a line, with the time in UTC.
 * Values under keys that can hold a code, a secret or an address are redacted at any depth, so an error code is logged as
 * `errorCode`, not as `code`. Request ids belong in a child: `logger.child({ requestId })`.
 */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options: PinoOptions = {
    level,
    name,
    timestamp: createTimeWriter(Date.now),
    formatters: { level: (label) => ({ level: label }) },
    // Errors arrive cleaned; pino's own serializer would fold them again.
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(logArguments, method) {
        method.apply(this, cleanArguments(logArguments));
      },
    },
  };
  return cleanChildren(pino(options, destination ?? openLogOutput(standardOutput)));
}
