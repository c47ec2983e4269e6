import { defineProvider } from '@otpost/provider-kit/define-provider';
import { readSignedReceipts } from '../signed-receipts/read-signed-receipts.js';
import { smtpConfigSchema } from './config.js';
import { createSmtpInstance } from './create-smtp-instance.js';
import { smtpLimits } from './create-smtp-transport.js';
import { smtpMetadata } from './metadata.js';
import { verifySmtp } from './verify.js';

export const smtpProvider = defineProvider({
  metadata: smtpMetadata,
  configSchema: smtpConfigSchema,
  sendTimeoutMilliseconds: smtpLimits.sendMilliseconds,
  create: (config, environment) => createSmtpInstance(config, environment),
  verify: (config) => verifySmtp(config),
  readReceipts: async ({ receiptSecret }, request) => readSignedReceipts(receiptSecret, request),
});
