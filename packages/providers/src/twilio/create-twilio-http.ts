import type { Agent } from 'node:http';
import { exchangeHttp, type HttpExchange, type HttpLimits } from '@otpost/provider-kit/exchange-http';

export interface TwilioHttpOptions {
  /** Where the API is, with an optional path before `/2010-04-01`. */
  readonly baseUrl: string;
  readonly agent: Agent;
  readonly limits: HttpLimits;
  readonly signal: AbortSignal;
}

/** The parts of the SDK's request that matter here. */
interface SdkRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly data?: object;
}

export interface TwilioHttp {
  request(sdkRequest: SdkRequest): Promise<{ statusCode: number; body: string; headers: object }>;
  /** What happened at the wire; the SDK's own errors do not tell. */
  exchange(): HttpExchange | undefined;
}

/**
 * The SDK's HTTP for one message. The SDK's own client hides whether the body had been sent when it failed,
 * reads answers without bound, cannot be ended from outside, and takes its host from the environment.
 */
export function createTwilioHttp({ baseUrl, agent, limits, signal }: TwilioHttpOptions): TwilioHttp {
  let exchange: HttpExchange | undefined;
  return {
    exchange: () => exchange,
    async request({ method, uri, username = '', password = '', headers = {}, data = {} }) {
      const url = new URL(new URL(uri).pathname.replace(/^\//, ''), baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
      const body = new URLSearchParams({ ...data }).toString();
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      const request = { method: method.toUpperCase(), url, headers: { ...headers, authorization }, body };
      exchange = await exchangeHttp(request, { signal, limits, agent });
      if (exchange.kind === 'failure') throw new Error(`no answer: ${exchange.stage}`);
      const text = exchange.complete ? Buffer.from(exchange.body).toString('utf8') : '';
      return { statusCode: exchange.status, body: text, headers: exchange.headers };
    },
  };
}
