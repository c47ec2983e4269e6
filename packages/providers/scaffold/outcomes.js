/**
 * @typedef {object} Outcome
 * @property {'accepted' | 'retry' | 'failover' | 'permanent' | 'config' | 'ambiguous'} class
 * @property {string} detail One sentence for the admin.
 * @property {string} [providerCode]
 * @property {string} [providerMessageId]
 * @property {number} [retryAfterSeconds]
 */

/** What the gateway's own error codes mean; its documentation lists them. Every other answer is judged by its status. */
const classes = {
  unknown_number: 'permanent',
  number_blocked: 'permanent',
  wrong_key: 'config',
  no_credit: 'config',
  too_many: 'retry',
};

/**
 * The outcome table: an answer of the gateway becomes an outcome. When in doubt it is `ambiguous`, never `accepted`.
 *
 * @param {Record<string, any>} tools
 * @param {{ status: number, body: Uint8Array, complete: boolean }} answer
 * @returns {Outcome}
 */
export function outcomeOfAnswer({ classOfStatus }, { status, body, complete }) {
  const json = complete ? parseJson(body) : undefined;
  if (status >= 200 && status < 300) {
    if (typeof json?.id === 'string') {
      return { class: 'accepted', detail: 'The gateway took the message.', providerMessageId: json.id };
    }
    return {
      class: 'ambiguous',
      detail: 'The gateway answered, but not with a message id.',
      providerCode: String(status),
    };
  }
  const code = typeof json?.error === 'string' ? json.error : String(status);
  return {
    class: Object.hasOwn(classes, code) ? classes[code] : classOfStatus(status),
    detail: `The gateway did not take the message (${code}).`,
    providerCode: code,
  };
}

/** @param {Uint8Array} body */
function parseJson(body) {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
