import { outcomeOfAnswer } from './outcomes.js';

/**
 * One call, one timeout, no retry: Otpost decides whether and when to ask again.
 *
 * @param {Record<string, any>} tools
 * @param {{ url: string, apiKey: string, sender?: string }} config
 * @param {{ now: () => number }} environment
 * @param {{ id: string, to: string, text: string, code?: string, locale: string, possibleDuplicate: boolean }} message
 * @param {AbortSignal} signal
 * @returns {Promise<import('./outcomes.js').Outcome>}
 */
export async function sendByGateway(tools, config, environment, message, signal) {
  const request = {
    method: 'POST',
    url: new URL(config.url),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${config.apiKey}` },
    body: JSON.stringify({
      reference: message.id,
      recipient: message.to,
      text: message.text,
      ...(config.sender ? { sender: config.sender } : {}),
    }),
  };
  const exchange = await tools.exchangeHttp(request, { signal });
  if (exchange.kind === 'failure') return tools.outcomeOfFailure(exchange, 'The gateway');
  return { ...outcomeOfAnswer(tools, exchange), ...tools.retryAfterOf(exchange, environment.now()) };
}
