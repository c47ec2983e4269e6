import type { Verification } from '@otpost/provider-kit/verification';
import type { NodemailerError } from 'nodemailer';
import type { SmtpConfig } from './config.js';
import { connectionCause } from './connection-cause.js';
import { createSmtpTransport, smtpLimits } from './create-smtp-transport.js';

/** Connects, upgrades to TLS as a send would, and logs in; no message is begun. */
export async function verifySmtp(config: SmtpConfig, trustedAuthorities?: string): Promise<Verification> {
  const transport = createSmtpTransport(config, smtpLimits, trustedAuthorities);
  try {
    await transport.verify();
    return { ok: true };
  } catch (error) {
    return verificationOf(error as NodemailerError, config);
  } finally {
    transport.close();
  }
}

const refusesLogin = (code: number): boolean => [530, 534, 535, 538].includes(code);

function verificationOf(error: NodemailerError, config: SmtpConfig): Verification {
  const { code = 'UNKNOWN', responseCode = 0, response = '' } = error;
  const where = `${config.host}:${config.port}`;
  const said = response === '' ? code : response;
  if (code === 'EAUTH' && response === '') {
    return no(
      'username',
      `The mail server offers no login that can be used. Leave user name and password out, or take another port.`,
    );
  }
  if (code === 'EAUTH' || refusesLogin(responseCode)) {
    return no('password', `The mail server refuses the login. Check user name and password. It says: ${said}`);
  }
  if (code === 'EDNS') return no('host', `There is no server named ${config.host}. Check the spelling.`);
  if (isAboutTls(error)) return no('secure', tlsAdvice(config, error));
  if (responseCode > 0) return no(null, `The mail server turns this machine away. It says: ${said}`);
  return no(
    'host',
    `No mail server answers at ${where} (${connectionCause(error)}). Check host and port, and the firewall.`,
  );
}

function isAboutTls({ code, message }: NodemailerError): boolean {
  return code === 'ETLS' || /certificate|ssl|tls|self-signed|altnames|wrong version/i.test(message);
}

function tlsAdvice({ secure, port }: SmtpConfig, { message }: NodemailerError): string {
  if (/certificate|self-signed|altnames/i.test(message)) {
    return `The certificate of the mail server is not valid for this name: ${message}`;
  }
  if (secure)
    return `The mail server does not begin with TLS at port ${port}. Switch "TLS from the start" off, or take port 465.`;
  return `The mail server offers no TLS at port ${port}. Switch "TLS from the start" on for port 465, take port 587, or allow no encryption.`;
}

function no(field: string | null, message: string): Verification {
  return { ok: false, message, ...(field === null ? {} : { field }) };
}
