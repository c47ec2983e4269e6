import type { Actor } from '../audit/actor.js';
import type { AuditedAction } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import type { WebhookRecord } from '../records.js';
import { changeSetting } from '../settings/change-setting.js';
import { replaceSetting, requireVersion } from '../settings/stored-setting.js';
import { changeOf, type RolledBack } from '../settings/versions/change-of.js';
import type { CreateWebhookInput, NewWebhookView, UpdateWebhookInput, WebhookView } from './webhook-schemas.js';
import { newWebhookSecret, openSecrets, rotatedSecrets, sealSecrets, sealWebhookUrl } from './webhook-secrets.js';
import { viewWebhook } from './webhook-view.js';

/** A bound for what one event can cost. */
const mostWebhooks = 20;

export interface WebhookOf {
  readonly applicationId: string;
  readonly webhookId: string;
}

export interface ChangeOfWebhook extends WebhookOf {
  readonly actor: Actor;
}

/** Throws `not_found`, also for a webhook of another application. */
export async function requireWebhook({ store }: Pick<Context, 'store'>, of: WebhookOf): Promise<WebhookRecord> {
  const webhook = await store.webhooks.get(of.webhookId);
  if (webhook?.applicationId === of.applicationId) return webhook;
  throw new OtpostError('not_found', 'There is no webhook with this id');
}

/** Throws `not_found`. */
export async function getWebhook(context: Context, of: WebhookOf): Promise<WebhookView> {
  return viewWebhook(context.settings.current().keyring, await requireWebhook(context, of));
}

export async function listWebhooks(context: Context, applicationId: string): Promise<WebhookView[]> {
  const { keyring } = context.settings.current();
  const webhooks = await context.store.webhooks.list({ applicationId: { equals: applicationId } });
  return webhooks.map((webhook) => viewWebhook(keyring, webhook));
}

/** Throws `conflict` when the application has its twenty. */
export async function createWebhook(
  context: Context,
  request: { readonly applicationId: string; readonly actor: Actor; readonly input: CreateWebhookInput },
): Promise<NewWebhookView> {
  const { applicationId, actor, input } = request;
  const { keyring } = context.settings.current();
  if ((await context.store.webhooks.list({ applicationId: { equals: applicationId } })).length >= mostWebhooks) {
    throw new OtpostError('conflict', `An application has at most ${mostWebhooks} webhooks`);
  }
  const place = { id: newId('whk', context.randomBytes), applicationId };
  const secret = newWebhookSecret(context.randomBytes);
  const now = context.now();
  const webhook: WebhookRecord = {
    ...place,
    version: 1,
    createdAt: now,
    updatedAt: now,
    changedBy: actor,
    urlSealed: sealWebhookUrl(keyring, place, input.url),
    events: input.events,
    description: input.description,
    enabled: input.enabled,
    disabledReason: null,
    secretsSealed: sealSecrets(keyring, place, [{ secret, until: null }]),
  };
  const write = () => context.store.webhooks.insert(webhook);
  await changeSetting(context, { actor, action: 'webhook.create', target: place.id, applicationId, write });
  return { ...viewWebhook(keyring, webhook), secret };
}

async function replace(
  context: Context,
  { actor, applicationId }: ChangeOfWebhook,
  change: Pick<AuditedAction, 'action' | 'data'>,
  next: WebhookRecord,
): Promise<WebhookRecord> {
  const { keyring } = context.settings.current();
  const words = {
    view: (stored: WebhookRecord) => viewWebhook(keyring, stored),
    taken: 'The webhook is there already',
  };
  const write = () => replaceSetting(context.store.webhooks, next, words);
  return await changeSetting(context, { actor, ...change, target: next.id, applicationId, write });
}

/** Throws `not_found`, and `conflict` for a version that is not the stored one. */
export async function updateWebhook(
  context: Context,
  request: ChangeOfWebhook & { readonly input: UpdateWebhookInput; readonly rolledBack?: RolledBack },
): Promise<WebhookView> {
  const { keyring } = context.settings.current();
  const { version, url, ...changes } = request.input;
  const webhook = await requireWebhook(context, request);
  requireVersion(webhook, version, (stored) => viewWebhook(keyring, stored));
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next: WebhookRecord = {
    ...webhook,
    ...given,
    ...(url === undefined ? {} : { urlSealed: sealWebhookUrl(keyring, webhook, url) }),
    ...(changes.enabled === undefined ? {} : { disabledReason: null }),
    version: version + 1,
    updatedAt: context.now(),
    changedBy: request.actor,
  };
  return viewWebhook(keyring, await replace(context, request, changeOf('webhook', request.rolledBack), next));
}

/** A new secret; the one before signs beside it for a day. Throws `not_found` and `conflict`. */
export async function rotateWebhookSecret(context: Context, request: ChangeOfWebhook): Promise<NewWebhookView> {
  const { keyring } = context.settings.current();
  const webhook = await requireWebhook(context, request);
  const now = context.now();
  const secret = newWebhookSecret(context.randomBytes);
  const secrets = rotatedSecrets(openSecrets(keyring, webhook, now), secret, now);
  const secretsSealed = sealSecrets(keyring, webhook, secrets);
  const next = { ...webhook, secretsSealed, version: webhook.version + 1, updatedAt: now, changedBy: request.actor };
  return { ...viewWebhook(keyring, await replace(context, request, { action: 'webhook.rotate' }, next)), secret };
}

/** With all that it is still owed. Throws `not_found`. */
export async function deleteWebhook(context: Context, request: ChangeOfWebhook): Promise<void> {
  const { applicationId, webhookId, actor } = request;
  await requireWebhook(context, request);
  const write = () => context.store.webhooks.delete(webhookId);
  await changeSetting(context, { actor, action: 'webhook.delete', target: webhookId, applicationId, write });
  const owed = { webhookId: { equals: webhookId } };
  while ((await context.store.webhookMessages.deleteWhere(owed, 500)) > 0);
}

/** What answers no more is asked no more: by itself, audited, until somebody takes it up again. */
export async function switchOffWebhook(
  context: Context,
  { id: webhookId, version }: WebhookRecord,
  disabledReason: 'gone' | 'failing',
): Promise<void> {
  const stored = await context.store.webhooks.get(webhookId);
  // Changed, deleted or switched off in this moment: the next answer decides anew.
  if (stored?.version !== version || !stored.enabled) return;
  const { applicationId } = stored;
  const actor = 'operator:worker';
  const changed = { version: version + 1, updatedAt: context.now(), changedBy: actor };
  const next = { ...stored, enabled: false, disabledReason, ...changed };
  try {
    await replace(context, { applicationId, webhookId, actor }, { action: 'webhook.switch_off' }, next);
    context.warn('A webhook was switched off', { webhookId, applicationId, reason: disabledReason });
  } catch (error) {
    // Another worker was faster, or it is decided anew by the next answer.
    if (!(error instanceof OtpostError)) throw error;
  }
}
