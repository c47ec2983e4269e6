export interface OriginBoundCode {
  readonly host: string;
  readonly embeddedHost: string | null;
  readonly code: string;
}

/**
 * For tests: what a browser reads from an SMS, by the steps of WICG sms-one-time-codes 3.2: only the last line counts;
 * `@host`, one space, `#code`, and perhaps one space and `@embedded`.
 */
export function parseOriginBoundCode(message: string): OriginBoundCode | null {
  const lastLine = message.split(/\r\n|\r|\n/).at(-1) ?? '';
  const parts = /^@([^\s#@]+) #([^\s#@]+)(?: @([^\s#@]+))?$/u.exec(lastLine);
  const [, host, code, embeddedHost] = parts ?? [];
  return host === undefined || code === undefined ? null : { host, code, embeddedHost: embeddedHost ?? null };
}
