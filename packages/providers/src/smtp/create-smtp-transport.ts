import type { Readable } from 'node:stream';
import {
  createTransport,
  type SendMailOptions,
  type SMTPPoolOptions,
  type SMTPPoolSentMessageInfo,
  type Transporter,
} from 'nodemailer';
import { isLoopback, type SmtpConfig } from './config.js';

export interface SmtpLimits {
  readonly dnsMilliseconds: number;
  readonly connectMilliseconds: number;
  readonly greetingMilliseconds: number;
  readonly sendMilliseconds: number;
}

/** The whole send stays below the 10 s in which the next provider must have the message. nodemailer's own defaults are 30 s, 2 min, 30 s and 10 min. */
export const smtpLimits: SmtpLimits = {
  dnsMilliseconds: 3000,
  connectMilliseconds: 5000,
  greetingMilliseconds: 5000,
  sendMilliseconds: 9000,
};

/** Replies are lines of 512 bytes (RFC 5321 section 4.5.3.1.5); a long multi-line one still fits. */
const longestReplyBytes = 65_536;

export type SmtpTransport = Transporter<SMTPPoolSentMessageInfo>;

export interface TrackedMail extends SendMailOptions {
  /**
   * Gets the stream that is read when the server asks for the message. A callback, since a map by mail, weak or not, keeps
   * the streams of finished ones alive until the next full collection.
   */
  readonly onContent: (content: Readable) => void;
}

/** A pool of up to ten connections. `trustedAuthorities` (PEM) is for tests; operators set NODE_EXTRA_CA_CERTS. */
export function createSmtpTransport(
  config: SmtpConfig,
  limits: SmtpLimits,
  trustedAuthorities?: string,
): SmtpTransport {
  const mailer = createTransport(poolOptions(config, limits, trustedAuthorities));
  // Each send gets its error as a rejection; without a listener the pool's own event would end the process.
  mailer.on('error', () => undefined);
  mailer.use('stream', ({ data, message }, done) => {
    const { onContent }: Partial<TrackedMail> = data;
    message?.processFunc((content) => {
      onContent?.(content);
      return content;
    });
    done();
  });
  return mailer;
}

function poolOptions(
  { host, port, secure, username, password, allowInsecure }: SmtpConfig,
  limits: SmtpLimits,
  trustedAuthorities: string | undefined,
): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    maxConnections: 10,
    maxMessages: Number.POSITIVE_INFINITY,
    // Only for a message of which not a byte was sent: the server had closed the idle connection meanwhile.
    maxRequeues: 1,
    host,
    port,
    secure,
    // To this machine itself nothing crosses a network: TLS is taken where it is offered, and not asked for.
    requireTLS: !secure && !allowInsecure && !isLoopback(host),
    ignoreTLS: allowInsecure && isLoopback(host),
    tls: { minVersion: 'TLSv1.2', ...(trustedAuthorities ? { ca: trustedAuthorities } : {}) },
    ...(username === undefined ? {} : { auth: { user: username, pass: password ?? '' }, forceAuth: true }),
    dnsTimeout: limits.dnsMilliseconds,
    connectionTimeout: limits.connectMilliseconds,
    greetingTimeout: limits.greetingMilliseconds,
    socketTimeout: limits.sendMilliseconds,
    socketCloseTimeout: 1000,
    maxResponseSize: longestReplyBytes,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
