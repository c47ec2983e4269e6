import { defineProvider } from '@otpost/provider-kit/define-provider';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { snsConfigSchema } from './config.js';
import { createSnsInstance } from './create-sns-instance.js';
import { snsMetadata } from './metadata.js';

export const snsProvider = defineProvider({
  metadata: snsMetadata,
  configSchema: snsConfigSchema,
  sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
  create: (config) => createSnsInstance(config),
});
