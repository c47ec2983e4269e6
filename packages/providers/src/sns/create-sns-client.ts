import http from 'node:http';
import https from 'node:https';
import { SNSClient } from '@aws-sdk/client-sns';
import type { HttpLimits } from '@otpost/provider-kit/exchange-http';
import type { SnsConfig } from './config.js';
import { createSnsHandler } from './create-sns-handler.js';

/** Shorter than the idle time of any server: a connection that the server has just closed costs an ambiguous send. */
const idleMilliseconds = 3000;

/** Without keys it takes the AWS default chain. */
export function createSnsClient(config: SnsConfig, limits: HttpLimits): SNSClient {
  const { region, endpoint, accessKeyId, secretAccessKey } = config;
  const Agent = endpoint?.startsWith('http:') ? http.Agent : https.Agent;
  const agent = new Agent({ keepAlive: true, timeout: idleMilliseconds });
  return new SNSClient({
    region,
    maxAttempts: 1,
    requestHandler: createSnsHandler(agent, limits),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  });
}
