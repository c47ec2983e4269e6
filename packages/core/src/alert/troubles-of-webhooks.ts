import type { WebhookRecord } from '../records.js';
import type { Trouble } from './troubles-of-providers.js';

const words = { gone: 'it answered 410', failing: 'it took nothing for three days' } as const;

/** Those that were switched off and that nobody has taken up again. */
export function troublesOfWebhooks(webhooks: readonly WebhookRecord[]): Trouble[] {
  return webhooks.flatMap(({ id, enabled, disabledReason }) =>
    enabled || disabledReason === null
      ? []
      : [{ kind: 'webhook_off', subject: id, detail: `The webhook was switched off: ${words[disabledReason]}` }],
  );
}
