import type { ProviderEnvironment, ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { SmtpConfig } from './config.js';
import { createSmtpTransport, type SmtpLimits, smtpLimits } from './create-smtp-transport.js';
import { parseMailbox } from './parse-mailbox.js';
import { sendBySmtp } from './send.js';

export interface SmtpInstanceOptions {
  readonly limits?: SmtpLimits;
  /** PEM, for tests. */
  readonly trustedAuthorities?: string;
}

export function createSmtpInstance(
  config: SmtpConfig,
  { now }: ProviderEnvironment,
  { limits = smtpLimits, trustedAuthorities }: SmtpInstanceOptions = {},
): ProviderInstance {
  const from = parseMailbox(config.from);
  if (!from) throw new Error('smtp: `from` is not a mailbox, although the schema said so');
  const transport = createSmtpTransport(config, limits, trustedAuthorities);
  const send = { transport, from, sendMilliseconds: limits.sendMilliseconds, now };
  return {
    send: (message, signal) => sendBySmtp(send, message, signal),
    async close() {
      transport.close();
    },
  };
}
