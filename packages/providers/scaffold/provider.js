import { configSchema } from './config.js';
import { metadata } from './metadata.js';
import { sendByGateway } from './send.js';
import { verifyGateway } from './verify.js';

/**
 * Otpost calls this when it starts, and hands over everything a provider needs; nothing of Otpost is imported.
 * `tools`: defineProvider, z (zod), exchangeHttp, httpLimits, classOfStatus, outcomeOfFailure, retryAfterOf, startDeadline.
 *
 * @param {Record<string, any>} tools
 */
export function provider(tools) {
  const { defineProvider, httpLimits, z } = tools;
  return defineProvider({
    metadata,
    configSchema: configSchema(z),
    sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
    // Called once for every saved configuration. What is worth keeping between messages is made here.
    create: (config, environment) => ({
      send: (message, signal) => sendByGateway(tools, config, environment, message, signal),
      close: async () => undefined,
    }),
    verify: (config, _environment, signal) => verifyGateway(tools, config, signal),
  });
}
