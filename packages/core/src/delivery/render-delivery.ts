import type { Message } from '@otpost/provider-kit/message';
import { type SealedContent, unsealContent } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { DeliverableChallenge, OpenResult } from '../live-port.js';
import { chooseLocale } from '../message/choose-locale.js';
import type { RenderedMessage } from '../message/code-message.js';
import { defaultTemplateName, findTemplate } from '../message/find-template.js';
import { type MessageTemplate, parseTemplate } from '../message/message-template.js';
import { renderCodeMessage } from '../message/render-code-message.js';
import { renderNotice } from '../message/render-notice.js';
import { renderTestMessage } from '../message/render-test-message.js';
import type { ApplicationRecord } from '../records.js';

const minuteMilliseconds = 60_000;

function templateFor(
  context: Context,
  application: ApplicationRecord,
  challenge: DeliverableChallenge,
  content: SealedContent,
  locale: string,
): MessageTemplate | null {
  const { defaultLocale } = application.settings;
  const name = content.template ?? defaultTemplateName;
  const settings = context.settings.current();
  const record = findTemplate(settings, application.id, challenge.channel, name, [locale, defaultLocale, 'en']);
  if (!record) return null;
  const parsed = parseTemplate(record);
  if (!parsed.ok) throw new Error(`Template ${record.id} is not valid`);
  return parsed.template;
}

function renderCode(
  context: Context,
  challenge: DeliverableChallenge,
  content: SealedContent,
  locale: string,
  now: number,
): RenderedMessage {
  const application = context.settings.current().applications.get(challenge.applicationId ?? '');
  if (!application) throw new Error('The application of this challenge is gone');
  return renderCodeMessage({
    channel: challenge.channel,
    code: content.code,
    purpose: challenge.purpose,
    brandName: application.settings.brand.name,
    minutes: Math.max(1, Math.round((challenge.expiresAt - now) / minuteMilliseconds)),
    locale,
    catalogue: context.locales,
    smsHost: application.settings.smsHost,
    template: templateFor(context, application, challenge, content, locale),
    ...(content.binding ? { binding: content.binding } : {}),
    ...(content.variables ? { variables: content.variables } : {}),
  });
}

function renderOther(
  context: Context,
  challenge: DeliverableChallenge,
  content: SealedContent,
  locale: string,
): RenderedMessage {
  const catalogue = context.locales;
  if (challenge.kind === 'test') return renderTestMessage({ channel: challenge.channel, locale, catalogue });
  if (!content.notice) throw new Error('This notice says nothing');
  const application = context.settings.current().applications.get(challenge.applicationId ?? '');
  const { brand, supportText } = application?.settings ?? { brand: { name: null }, supportText: null };
  return renderNotice({ facts: content.notice, brandName: brand.name, supportText, locale, catalogue });
}

/** Where it goes. Each channel stands at most once among those of a challenge. */
export function addressOfDelivery({ via }: DeliverableChallenge, content: SealedContent): string {
  if (via === null) return content.to;
  const fallback = content.fallback?.find(({ channel }) => channel === via);
  if (!fallback) throw new Error('The address of this fallback is not there');
  return fallback.to;
}

/** Writes the message of an opened attempt. Throws when its template or application is not usable. */
export function renderDelivery(context: Context, opened: OpenResult & { kind: 'opened' }): Message {
  const { challenge } = opened;
  const settings = context.settings.current();
  const content = unsealContent(settings.keyring, challenge.applicationId, challenge.id, challenge.sealed);
  const application = settings.applications.get(challenge.applicationId ?? '');
  const locale = chooseLocale(content.locale, application?.settings.defaultLocale, context.locales.tags);
  const rendered =
    challenge.kind === 'code'
      ? renderCode(context, challenge, content, locale, opened.now)
      : renderOther(context, challenge, content, locale);
  return {
    id: deliveryId(challenge.id, challenge.send),
    channel: challenge.channel,
    kind: challenge.kind,
    to: addressOfDelivery(challenge, content),
    ...rendered,
    ...(challenge.kind === 'code' ? { code: content.code } : {}),
    locale,
    possibleDuplicate: opened.possibleDuplicate,
  };
}
