import { isoTime, isoTimeOrNull } from '../challenge/challenge-view.js';
import type { Keyring } from '../keyring/keyring.js';
import type { WebhookMessageRecord, WebhookRecord } from '../records.js';
import type { WebhookMessageView, WebhookView } from './webhook-schemas.js';
import { openWebhookUrl } from './webhook-secrets.js';

export function viewWebhook(keyring: Keyring, webhook: WebhookRecord): WebhookView {
  const { id, version, events, description, enabled, disabledReason, createdAt, updatedAt } = webhook;
  return {
    id,
    version,
    url: openWebhookUrl(keyring, webhook),
    events: events as WebhookView['events'],
    description,
    enabled,
    disabledReason,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}

export function viewWebhookMessage(message: WebhookMessageRecord): WebhookMessageView {
  const { id, type, status, attempts, lastAnswer, lastAttemptAt, nextAt, createdAt, tries } = message;
  return {
    id,
    type,
    status,
    attempts,
    lastAnswer,
    lastAttemptAt: isoTimeOrNull(lastAttemptAt),
    nextAttemptAt: isoTimeOrNull(nextAt),
    createdAt: isoTime(createdAt),
    tries: tries.map(({ at, answer, milliseconds }) => ({ at: isoTime(at), answer, milliseconds })),
  };
}
