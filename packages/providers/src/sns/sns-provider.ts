import { defineProvider } from '@otpost/provider-kit/define-provider';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { readSignedReceipts } from '../signed-receipts/read-signed-receipts.js';
import { snsConfigSchema } from './config.js';
import { createSnsInstance } from './create-sns-instance.js';
import { snsMetadata } from './metadata.js';
import { verifySns } from './verify.js';

export const snsProvider = defineProvider({
  metadata: snsMetadata,
  configSchema: snsConfigSchema,
  sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
  create: (config) => createSnsInstance(config),
  verify: (config, _environment, signal) => verifySns(config, signal),
  readReceipts: async ({ receiptSecret }, request) => readSignedReceipts(receiptSecret, request),
});
