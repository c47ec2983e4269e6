import { bindingSentence, codeSubject } from './code-email.js';
import type { MessageWords, RenderedMessage } from './code-message.js';
import { withHostLine } from './code-sms.js';
import { emailDocument, htmlParagraph } from './email-html.js';
import { escapeHtml } from './escape-html.js';
import { fillTemplate } from './fill-template.js';
import { preferGsm } from './gsm-typography.js';
import type { Locale } from './locale-catalogue.js';
import type { MessageTemplate } from './message-template.js';
import { holdsPlaceholder, type TemplateToken } from './template-tokens.js';

/**
 * Fills a template. A binding that it does not name in full is added as a sentence of its own, since a code never goes
 * out without what it approves.
 */
export function renderTemplate(
  template: MessageTemplate,
  words: MessageWords,
  smsHost: string | null,
  locale: Locale,
): RenderedMessage {
  const missing = missingBinding(template.text, words, locale);
  const text = [fillTemplate(template.text, words, 'text'), ...missing];
  if (template.channel === 'sms') return { text: withHostLine(preferGsm(text.join('\n')), smsHost, words.code) };
  const subject = fillTemplate(template.subject ?? [], words, 'text') || codeSubject(words, locale.strings);
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: emailDocument(subject, htmlBody(template, words, locale), locale),
  };
}

function htmlBody({ text, html }: MessageTemplate, words: MessageWords, locale: Locale): string {
  const missing = missingBinding(html ?? text, words, locale).map((sentence) => htmlParagraph(escapeHtml(sentence)));
  const own = html === null ? paragraphs(fillTemplate(text, words, 'textAsHtml')) : fillTemplate(html, words, 'html');
  return [own, ...missing].join('\n');
}

function paragraphs(html: string): string {
  return html
    .split(/\n{2,}/)
    .map((paragraph) => htmlParagraph(paragraph.replaceAll('\n', '<br>\n')))
    .join('\n');
}

function missingBinding(tokens: readonly TemplateToken[], { binding }: MessageWords, { strings }: Locale): string[] {
  if (binding === null) return [];
  const isNamed = holdsPlaceholder(tokens, 'amount') && holdsPlaceholder(tokens, 'payee');
  return isNamed ? [] : [bindingSentence(binding, strings)];
}
