import type { Agent } from 'node:http';
import type { HttpLimits } from '@otpost/provider-kit/exchange-http';
import { outcomeOfFailure, retryAfterOf } from '@otpost/provider-kit/http-outcomes';
import type { Message } from '@otpost/provider-kit/message';
import type { Outcome } from '@otpost/provider-kit/outcome';
import type { RequestClient, default as twilioSdk } from 'twilio';
import type { TwilioConfig } from './config.js';
import { createTwilioHttp, type TwilioHttp } from './create-twilio-http.js';
import { outcomeOfError, unreadableAnswer } from './outcomes.js';
import { usaApi } from './usa-api.js';

export interface TwilioSend {
  readonly config: TwilioConfig;
  readonly agent: Agent;
  readonly limits: HttpLimits;
  readonly now: () => number;
  /** The SDK takes half a second to load; it is loaded when the first Twilio provider is made. */
  readonly sdk: Promise<typeof twilioSdk>;
}

/** Creates one message. */
export async function sendByTwilio(
  { config, agent, limits, now, sdk }: TwilioSend,
  message: Message,
  signal: AbortSignal,
): Promise<Outcome> {
  const twilio = await sdk;
  const { accountSid, authToken, from, messagingServiceSid, baseUrl = usaApi } = config;
  const http = createTwilioHttp({ baseUrl, agent, limits, signal });
  // The SDK calls nothing of a client but `request`.
  const client = twilio(accountSid, authToken, { httpClient: http as unknown as RequestClient, autoRetry: false });
  const sender = from === undefined ? { messagingServiceSid: messagingServiceSid ?? '' } : { from };
  try {
    const statusCallback = callbackOf(message, config);
    const created = await client.messages.create({
      to: message.to,
      body: message.text,
      ...sender,
      ...(statusCallback === undefined ? {} : { statusCallback }),
    });
    return outcomeOfCreated(created, http, statusCallback !== undefined);
  } catch (error) {
    return outcomeOfThrown(error, http, now());
  }
}

/** Twilio refuses a message whose callback it cannot reach; an emulator beside us can. */
function callbackOf({ receiptUrl }: Message, { baseUrl }: TwilioConfig): string | undefined {
  const isHere = (url: string | undefined) => url !== undefined && isLoopback(new URL(url).hostname);
  return isHere(receiptUrl) && !isHere(baseUrl) ? undefined : receiptUrl;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

function outcomeOfCreated(
  created: { sid?: unknown; status?: unknown; errorCode?: unknown; errorMessage?: unknown },
  http: TwilioHttp,
  awaitsReceipt: boolean,
): Outcome {
  const { sid, status, errorCode, errorMessage } = created;
  // 32 hexadecimal digits; emulators are content with less, and have taken the message all the same.
  if (typeof sid !== 'string' || !/^(SM|MM)\w{1,64}$/i.test(sid)) return unreadableAnswer(statusOf(http));
  if (status === 'failed' || status === 'undelivered') {
    return outcomeOfError(
      400,
      typeof errorCode === 'number' ? errorCode : undefined,
      typeof errorMessage === 'string' ? errorMessage : '',
    );
  }
  return { class: 'accepted', detail: 'Twilio took the message.', providerMessageId: sid, awaitsReceipt };
}

function outcomeOfThrown(error: unknown, http: TwilioHttp, now: number): Outcome {
  const exchange = http.exchange();
  if (exchange === undefined) throw error;
  if (exchange.kind === 'failure') return outcomeOfFailure(exchange, 'Twilio');
  if (exchange.status >= 200 && exchange.status < 300) return unreadableAnswer(exchange.status);
  const { code, message } = error as { code?: unknown; message?: unknown };
  const isTwilioError = typeof code === 'number' && code > 0;
  const outcome = outcomeOfError(
    exchange.status,
    isTwilioError ? code : undefined,
    isTwilioError ? String(message) : '',
  );
  return { ...outcome, ...retryAfterOf(exchange, now) };
}

function statusOf(http: TwilioHttp): number {
  const exchange = http.exchange();
  return exchange?.kind === 'answer' ? exchange.status : 0;
}
