import { defineProvider } from '@otpost/provider-kit/define-provider';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { readSignedReceipts } from '../signed-receipts/read-signed-receipts.js';
import { webhookConfigSchema } from './config.js';
import { resolveBySystem } from './lookups.js';
import { webhookMetadata } from './metadata.js';
import { sendByWebhook } from './send.js';
import { urlFault } from './url-fault.js';
import { splitUrl } from './webhook-url.js';

export const webhookProvider = defineProvider({
  metadata: webhookMetadata,
  configSchema: webhookConfigSchema,
  sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
  problems: ({ url }, { allowPrivateAddresses }) => {
    const fault = urlFault(new URL(splitUrl(url).base), allowPrivateAddresses);
    return fault === undefined ? [] : [{ field: 'url', message: fault }];
  },
  create: (config, environment) => ({
    send: (message, signal) =>
      sendByWebhook({ config, environment, limits: httpLimits, resolve: resolveBySystem }, message, signal),
    // Nothing is kept between messages: a connection is pinned to addresses that were judged for one of them.
    close: async () => undefined,
  }),
  readReceipts: async ({ receiptSecret }, request) => readSignedReceipts(receiptSecret, request),
});
