import type { Agent } from 'node:http';
import { exchangeHttp, type HttpFailure, type HttpLimits } from '@otpost/provider-kit/exchange-http';

/** The parts of the SDK's request that matter here. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Carries an exchange without an answer through the SDK. */
export class SnsExchangeError extends Error {
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure) {
    super(`no answer: ${failure.stage}`);
    this.name = 'SnsExchangeError';
    this.failure = failure;
  }
}

/**
 * The SDK's HTTP, with what its own handler lacks: one limit for the whole exchange (a slow body included),
 * a bound on what is read, and the knowledge of whether the body had been sent when it failed.
 */
export function createSnsHandler(agent: Agent, limits: HttpLimits) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest, { abortSignal }: { abortSignal?: unknown } = {}) {
      const { method, headers, body = '' } = request;
      const signal = abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
      const exchange = await exchangeHttp({ method, url: urlOf(request), headers, body }, { signal, limits, agent });
      if (exchange.kind === 'failure') throw new SnsExchangeError(exchange);
      const answerHeaders = Object.entries(exchange.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
      return {
        response: {
          statusCode: exchange.status,
          headers: Object.fromEntries(answerHeaders) as Record<string, string>,
          body: exchange.complete ? exchange.body : Buffer.from('incomplete'),
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => agent.destroy(),
  };
}

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): URL {
  const url = new URL(path, `${protocol}//${hostname}`);
  if (port !== undefined) url.port = String(port);
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) url.searchParams.append(name, one ?? '');
  }
  return url;
}
