import { exchangeHttp, type HttpLimits } from '@otpost/provider-kit/exchange-http';
import { outcomeOfFailure, retryAfterOf } from '@otpost/provider-kit/http-outcomes';
import type { Message } from '@otpost/provider-kit/message';
import type { Outcome } from '@otpost/provider-kit/outcome';
import type { ProviderEnvironment } from '@otpost/provider-kit/provider-definition';
import { startDeadline } from '@otpost/provider-kit/start-deadline';
import { buildRequest, lacksContent } from './build-request.js';
import type { WebhookConfig } from './config.js';
import type { ResolveAddresses } from './lookups.js';
import { forbiddenTarget, noContent, outcomeOfAnswer, unresolvedTarget } from './outcomes.js';
import { resolveTarget } from './resolve-target.js';

export interface WebhookSend {
  readonly config: WebhookConfig;
  readonly environment: ProviderEnvironment;
  readonly limits: HttpLimits;
  readonly resolve: ResolveAddresses;
  /** PEM, for tests. */
  readonly trustedAuthorities?: string;
}

/** Calls the receiver once. Its address is resolved and judged anew for every message. */
export async function sendByWebhook(send: WebhookSend, message: Message, outer: AbortSignal): Promise<Outcome> {
  const { config, environment, limits, resolve, trustedAuthorities } = send;
  if (lacksContent(config, message)) return noContent;
  const deadline = startDeadline(limits.totalMilliseconds, outer);
  try {
    const request = buildRequest(config, message, environment.now());
    const target = await resolveTarget(request.url, environment.allowPrivateAddresses, resolve, deadline.signal);
    if (target.kind === 'forbidden') return forbiddenTarget(target.reason);
    if (target.kind === 'unresolved') return unresolvedTarget(target.code);
    const exchange = await exchangeHttp(request, {
      signal: deadline.signal,
      limits,
      lookup: target.lookup,
      ...(trustedAuthorities === undefined ? {} : { trustedAuthorities }),
    });
    if (exchange.kind === 'failure') return outcomeOfFailure(exchange, 'The receiver');
    const outcome = outcomeOfAnswer(exchange, config.success);
    const awaitsReceipt = config.awaitReceipts && outcome.class === 'accepted';
    return { ...outcome, ...retryAfterOf(exchange, environment.now()), ...(awaitsReceipt ? { awaitsReceipt } : {}) };
  } finally {
    deadline.clear();
  }
}
