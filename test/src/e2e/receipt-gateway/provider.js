/**
 * An SMS gateway that gives receipts, so that its silence means something: 2xx is accepted, 410 is no such number.
 *
 * @param {Record<string, any>} tools
 */
export function provider({ defineProvider, exchangeHttp, httpLimits, outcomeOfFailure, z }) {
  const send = async (config, message, signal) => {
    const body = JSON.stringify({ to: message.to, code: message.code ?? null });
    const headers = { 'content-type': 'application/json', 'webhook-id': message.id };
    const exchange = await exchangeHttp({ method: 'POST', url: new URL(config.url), headers, body }, { signal });
    if (exchange.kind === 'failure') return outcomeOfFailure(exchange, 'The gateway');
    if (exchange.status === 410) return { class: 'permanent', detail: 'There is no such number.' };
    return exchange.status < 300
      ? { class: 'accepted', detail: 'Taken.', awaitsReceipt: true }
      : { class: 'failover', detail: `It answered ${exchange.status}.` };
  };
  return defineProvider({
    metadata: {
      kind: 'receipt-gateway',
      name: 'Receipt gateway',
      description: 'For tests.',
      channels: ['sms'],
      formFields: [{ name: 'url', label: 'Address', kind: 'text', required: true, help: 'Where it takes messages.' }],
    },
    configSchema: z.strictObject({ url: z.string() }),
    sendTimeoutMilliseconds: httpLimits.totalMilliseconds,
    create: (config) => ({
      send: (message, signal) => send(config, message, signal),
      close: async () => undefined,
    }),
  });
}
