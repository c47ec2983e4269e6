import { codeEmail } from './code-email.js';
import { type CodeMessageInput, messageWords, type RenderedMessage } from './code-message.js';
import { codeSms } from './code-sms.js';
import { renderTemplate } from './render-template.js';

/**
 * Writes the message of a challenge: the application's template when there is one for this channel, else our own words
 * in the locale. Pure. Throws when code or host could change the meaning of the host line of an SMS.
 */
export function renderCodeMessage(input: CodeMessageInput): RenderedMessage {
  const { channel, catalogue, smsHost, template } = input;
  const locale = catalogue.get(input.locale);
  const words = messageWords(input, locale);
  if (template && template.channel === channel) return renderTemplate(template, words, smsHost, locale);
  return channel === 'sms' ? { text: codeSms(words, smsHost, locale) } : codeEmail(words, locale);
}
