import type { HttpRequest } from '@otpost/provider-kit/exchange-http';
import type { Message } from '@otpost/provider-kit/message';
import { Webhook } from 'standardwebhooks';
import { contentTypeOf, isOwnForm } from './check-form.js';
import type { WebhookConfig } from './config.js';
import { escapeFor, type PlaceholderValues, placeholdersIn, renderTemplate } from './template.js';
import { renderUrl } from './webhook-url.js';

/** The request for one message; `now` in milliseconds since 1970. */
export function buildRequest(config: WebhookConfig, message: Message, now: number): HttpRequest {
  return isOwnForm(config) ? buildOwnForm(config, message) : buildStandardWebhook(config, message, now);
}

/** True when the receiver is told the code only, and this message has none. */
export function lacksContent({ url, body = '' }: WebhookConfig, message: Message): boolean {
  const names = [...placeholdersIn(url), ...placeholdersIn(body)];
  return message.code === undefined && names.includes('code') && !names.includes('text');
}

/** Standard Webhooks 1.0.0. The id is that of the message, so a receiver can tell a repetition. */
function buildStandardWebhook(config: WebhookConfig, message: Message, now: number): HttpRequest {
  const { url, secret, headers, receiptSecret } = config;
  const sentAt = new Date(now);
  const body = JSON.stringify({
    id: message.id,
    kind: message.kind,
    channel: message.channel,
    to: message.to,
    text: message.text,
    subject: message.subject ?? null,
    html: message.html ?? null,
    code: message.code ?? null,
    locale: message.locale,
    possibleDuplicate: message.possibleDuplicate,
    receiptUrl: receiptSecret === undefined ? null : (message.receiptUrl ?? null),
    sentAt: sentAt.toISOString(),
  });
  return {
    method: 'POST',
    url: new URL(url),
    headers: {
      ...withSecret(headers, { secret: secret ?? '' }),
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      ...(secret === undefined ? {} : { 'webhook-signature': new Webhook(secret).sign(message.id, sentAt, body) }),
    },
    body,
  };
}

function buildOwnForm({ url, secret, method, headers, body }: WebhookConfig, message: Message): HttpRequest {
  const { to, text, code = '', subject = '', id, locale } = message;
  const values: PlaceholderValues = { to, text, code, subject, id, locale, secret: secret ?? '' };
  const contentType = contentTypeOf(headers);
  const escape = escapeFor(contentType);
  const template = body === undefined || escape === undefined ? undefined : renderTemplate(body, values, escape);
  return {
    method,
    url: renderUrl(url, values),
    headers: {
      ...(template === undefined ? {} : { 'content-type': contentType }),
      ...withSecret(headers, values),
      'webhook-id': id,
    },
    ...(template === undefined ? {} : { body: template }),
  };
}

function withSecret(
  headers: WebhookConfig['headers'],
  values: Pick<PlaceholderValues, 'secret'>,
): Record<string, string> {
  const onlySecret = { ...noValues, ...values };
  const rendered = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    renderTemplate(value, onlySecret, unescaped),
  ]);
  return Object.fromEntries(rendered) as Record<string, string>;
}

const noValues: PlaceholderValues = { to: '', text: '', code: '', subject: '', id: '', locale: '', secret: '' };
const unescaped = (value: string) => value;
