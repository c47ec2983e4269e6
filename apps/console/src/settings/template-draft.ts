import type { Template } from './contract.js';

export interface TemplateDraft {
  readonly applicationId: string | null;
  readonly channel: 'email' | 'sms';
  readonly name: string;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const firstTexts = {
  email: '{{code}} is your code {{purpose}} at {{brand}}.\n\nIt is valid for {{minutes}} minutes. Do not pass it on.',
  sms: '{{brand}}: {{code}} is your code {{purpose}}, valid for {{minutes}} minutes. Do not pass it on.',
} as const;

export function newTemplateDraft(channel: 'email' | 'sms'): TemplateDraft {
  const subject = channel === 'email' ? '{{brand}}: your code' : '';
  return { applicationId: null, channel, name: 'code', locale: 'en', subject, text: firstTexts[channel], html: '' };
}

export function templateDraftOf({ subject, html, ...rest }: Template): TemplateDraft {
  const { applicationId, channel, name, locale, text } = rest;
  return { applicationId, channel, name, locale, text, subject: subject ?? '', html: html ?? '' };
}

/** The texts as the API takes them: what is empty is built in, or made from the text. */
export function textsOf({ channel, subject, text, html }: TemplateDraft) {
  const own = (words: string) => (channel === 'sms' || words.trim() === '' ? null : words);
  return { subject: own(subject), text, html: own(html) };
}
