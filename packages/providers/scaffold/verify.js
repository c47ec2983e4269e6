/**
 * Whether the settings work, asked by a call that sends nothing; the console shows the sentence beside the field.
 * Leave `verify` out of provider.js when the gateway has no such call.
 *
 * @param {Record<string, any>} tools
 * @param {{ url: string, apiKey: string }} config
 * @param {AbortSignal} signal
 * @returns {Promise<{ ok: true } | { ok: false, message: string, field?: string }>}
 */
export async function verifyGateway(tools, config, signal) {
  const headers = { authorization: `Bearer ${config.apiKey}` };
  const exchange = await tools.exchangeHttp({ method: 'GET', url: new URL(config.url), headers }, { signal });
  if (exchange.kind === 'failure') {
    const message = `The gateway could not be reached (${exchange.code ?? exchange.reason}). Check the address.`;
    return { ok: false, field: 'url', message };
  }
  if (exchange.status === 401 || exchange.status === 403) {
    return { ok: false, field: 'apiKey', message: 'The gateway does not accept this key. Copy it again.' };
  }
  return { ok: true };
}
