import { defineProvider } from '@otpost/provider-kit/define-provider';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { twilioConfigSchema } from './config.js';
import { createTwilioInstance } from './create-twilio-instance.js';
import { twilioMetadata } from './metadata.js';
import { readTwilioReceipts } from './read-receipts.js';
import { verifyTwilio } from './verify.js';

export const twilioProvider = defineProvider({
  metadata: twilioMetadata,
  configSchema: twilioConfigSchema,
  sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
  create: (config, environment) => createTwilioInstance(config, environment),
  verify: (config, _environment, signal) => verifyTwilio(config, signal),
  readReceipts: (config, request) => readTwilioReceipts(config, request),
});
