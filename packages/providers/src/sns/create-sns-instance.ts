import { type HttpLimits, httpLimits } from '@otpost/provider-kit/exchange-http';
import type { ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { SnsConfig } from './config.js';
import { createSnsClient } from './create-sns-client.js';
import { sendBySns } from './send.js';

export function createSnsInstance(config: SnsConfig, limits: HttpLimits = httpLimits): ProviderInstance {
  const client = createSnsClient(config, limits);
  const send = { client, config, sendMilliseconds: limits.totalMilliseconds };
  return {
    send: (message, signal) => sendBySns(send, message, signal),
    async close() {
      client.destroy();
    },
  };
}
