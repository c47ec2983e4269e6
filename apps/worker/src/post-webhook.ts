import type { PostWebhook } from '@otpost/core/webhook/send-webhook-messages';
import { exchangeHttp, httpLimits } from '@otpost/provider-kit/exchange-http';
import { startDeadline } from '@otpost/provider-kit/start-deadline';
import { type ResolveAddresses, resolveBySystem, takeTurns } from '@otpost/providers/webhook/lookups';
import { resolveTarget } from '@otpost/providers/webhook/resolve-target';
import { Webhook } from 'standardwebhooks';

export interface PostWebhookOptions {
  readonly allowPrivateAddresses: boolean;
  readonly resolve?: ResolveAddresses;
}

/**
 * One call, signed as Standard Webhooks 1.0.0 says, by every secret that holds. The address is judged anew each time, and
 * the connection pinned to it; redirects are not followed.
 */
export function createPostWebhook(options: PostWebhookOptions): PostWebhook {
  const { allowPrivateAddresses } = options;
  // In the process that sends codes: names that customers choose must not keep it from finding its providers.
  const resolve = takeTurns(options.resolve ?? resolveBySystem, () => performance.now());
  return async ({ url, messageId, body, secrets, at }) => {
    const deadline = startDeadline(httpLimits.totalMilliseconds, new AbortController().signal);
    try {
      const address = new URL(url);
      const target = await resolveTarget(address, allowPrivateAddresses, resolve, deadline.signal);
      if (target.kind === 'forbidden') return target.reason;
      if (target.kind === 'unresolved') return target.code;
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Otpost',
        'webhook-id': messageId,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, new Date(at), body)).join(' '),
      };
      const request = { method: 'POST', url: address, headers, body };
      const exchange = await exchangeHttp(request, { signal: deadline.signal, lookup: target.lookup });
      if (exchange.kind === 'answer') return exchange.status;
      return deadline.timedOut() ? 'timeout' : (exchange.code ?? exchange.reason);
    } finally {
      deadline.clear();
    }
  };
}
