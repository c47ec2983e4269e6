import type { Channel } from '../records.js';
import type { RenderedMessage } from './code-message.js';
import { emailDocument, htmlParagraph } from './email-html.js';
import { escapeHtml } from './escape-html.js';
import type { LocaleCatalogue } from './locale-catalogue.js';

export interface TestMessageInput {
  readonly channel: Channel;
  /** A tag that `chooseLocale` gave. */
  readonly locale: string;
  readonly catalogue: LocaleCatalogue;
}

/** What an admin gets who tries a provider: no code, nothing to do. */
export function renderTestMessage({ channel, locale: tag, catalogue }: TestMessageInput): RenderedMessage {
  const locale = catalogue.get(tag);
  const { subject, text } = locale.strings.test;
  if (channel === 'sms') return { text };
  return { subject, text: `${text}\n`, html: emailDocument(subject, htmlParagraph(escapeHtml(text)), locale) };
}
