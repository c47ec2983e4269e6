import http from 'node:http';
import https from 'node:https';
import { type HttpLimits, httpLimits } from '@otpost/provider-kit/exchange-http';
import type { ProviderEnvironment, ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { TwilioConfig } from './config.js';
import { sendByTwilio } from './send.js';

/** Shorter than the idle time of any server: a connection that the server has just closed costs an ambiguous send. */
const idleMilliseconds = 3000;

export function createTwilioInstance(
  config: TwilioConfig,
  { now }: ProviderEnvironment,
  limits: HttpLimits = httpLimits,
): ProviderInstance {
  const Agent = config.baseUrl?.startsWith('http:') ? http.Agent : https.Agent;
  const agent = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  const sdk = import('twilio').then((module) => module.default);
  // A missing SDK is reported by the send that needs it.
  sdk.catch(() => undefined);
  return {
    send: (message, signal) => sendByTwilio({ config, agent, limits, now, sdk }, message, signal),
    async close() {
      agent.destroy();
    },
  };
}
