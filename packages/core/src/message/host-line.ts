/** A host in lower-case A-labels, without scheme and port. */
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const codeText = /^[0-9A-Za-z]+$/;

/**
 * The origin-bound last line of an SMS, `@host #code` (WICG sms-one-time-codes 3.1): a browser fills the code in on
 * that host only. Throws when either could change the meaning of the line.
 */
export function hostLine(host: string, code: string): string {
  if (!hostName.test(host)) throw new Error('The host of an SMS must be a lower-case host name.');
  if (!codeText.test(code)) throw new Error('A code is made of letters and digits.');
  return `@${host} #${code}`;
}
