import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { WebhookRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { type ChangeOfWebhook, updateWebhook, type WebhookOf } from '../../webhook/manage-webhook.js';
import type { WebhookView } from '../../webhook/webhook-schemas.js';
import { openSecrets, openWebhookUrl } from '../../webhook/webhook-secrets.js';
import { viewWebhook } from '../../webhook/webhook-view.js';
import type { VersionContent } from './field-changes.js';
import { requireHistory, requireKept, type SettingHistory, type VersionedCollection } from './kept-versions.js';
import { listVersions } from './list-versions.js';
import type { ListVersionsInput, RollBackInput, SettingVersionPage } from './version-schemas.js';

const webhooksOf = ({ webhooks }: Store): VersionedCollection<WebhookRecord> => ({
  kind: 'webhook',
  collection: webhooks,
});

/** At no time in the past: the newest secret signs until it is changed. */
const newestSecret = (keyring: Keyring, webhook: WebhookRecord): string | undefined =>
  openSecrets(keyring, webhook, Number.POSITIVE_INFINITY)[0]?.secret;

function webhookContent(keyring: Keyring, webhook: WebhookRecord): VersionContent {
  const { events, description, enabled, disabledReason } = webhook;
  const visible = { url: openWebhookUrl(keyring, webhook), events, description, enabled, disabledReason };
  return { visible, secrets: { secret: newestSecret(keyring, webhook) } };
}

/** Another application's webhook is not there at all. */
async function requireOwnHistory({ store }: Context, of: WebhookOf): Promise<SettingHistory<WebhookRecord>> {
  const history = await requireHistory(store, webhooksOf(store), of.webhookId);
  if (history.latest.applicationId === of.applicationId) return history;
  throw new OtpostError('not_found', 'There is no webhook with this id');
}

/** Throws `not_found`. */
export async function listWebhookVersions(
  context: Context,
  request: WebhookOf & { readonly input: ListVersionsInput },
): Promise<SettingVersionPage> {
  const { store } = context;
  const { keyring } = context.settings.current();
  await requireOwnHistory(context, request);
  const contentOf = (webhook: WebhookRecord) => webhookContent(keyring, webhook);
  return await listVersions(store, { of: webhooksOf(store), id: request.webhookId, input: request.input, contentOf });
}

/**
 * A new version with the address and events of an older one. The secret stays: one that was changed may have been known to
 * others. A deleted webhook does not come back, since what it was owed is gone.
 */
export async function rollBackWebhook(
  context: Context,
  request: ChangeOfWebhook & { readonly input: RollBackInput },
): Promise<WebhookView> {
  const { keyring } = context.settings.current();
  const { version, toVersion } = request.input;
  const history = await requireOwnHistory(context, request);
  if (!history.current) throw new OtpostError('not_found', 'This webhook was deleted. Make a new one.');
  const view = (webhook: WebhookRecord) => viewWebhook(keyring, webhook);
  const kept = await requireKept(context.store, history, request.input, view);
  const { url, events, description, enabled } = view(kept);
  const input = { version, url, events, description, enabled };
  return await updateWebhook(context, { ...request, input, rolledBack: { toVersion } });
}
