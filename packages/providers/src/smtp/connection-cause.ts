import type { NodemailerError } from 'nodemailer';

/**
 * Why a connection to a mail server did not come about, in a word that names no host: behind nodemailer's `ESOCKET` stands what
 * the system said, or TLS.
 */
export function connectionCause({ code = 'UNKNOWN', message }: Pick<NodemailerError, 'code' | 'message'>): string {
  if (code !== 'ESOCKET' && code !== 'ECONNECTION') return code;
  const system = /E(CONNREFUSED|HOSTUNREACH|NETUNREACH|CONNRESET|TIMEDOUT)/.exec(message)?.[0];
  if (system) return system;
  return /certificate|self-signed|altnames/i.test(message) ? 'the certificate is not valid' : code;
}
