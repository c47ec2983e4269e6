import http from 'node:http';
import https from 'node:https';
import { SNSClient } from '@aws-sdk/client-sns';
import { type HttpLimits, httpLimits } from '@otpost/provider-kit/exchange-http';
import type { ProviderInstance } from '@otpost/provider-kit/provider-definition';
import type { SnsConfig } from './config.js';
import { createSnsHandler } from './create-sns-handler.js';
import { sendBySns } from './send.js';

/** Shorter than the idle time of any server: a connection that the server has just closed costs an ambiguous send. */
const idleMilliseconds = 3000;

export function createSnsInstance(config: SnsConfig, limits: HttpLimits = httpLimits): ProviderInstance {
  const { region, endpoint, accessKeyId, secretAccessKey } = config;
  const Agent = endpoint?.startsWith('http:') ? http.Agent : https.Agent;
  const agent = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  const client = new SNSClient({
    region,
    maxAttempts: 1,
    requestHandler: createSnsHandler(agent, limits),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  });
  const send = { client, config, sendMilliseconds: limits.totalMilliseconds };
  return {
    send: (message, signal) => sendBySns(send, message, signal),
    async close() {
      client.destroy();
    },
  };
}
