import type { Binding, MessageWords, RenderedMessage } from './code-message.js';
import { emailDocument, htmlCode, htmlParagraph } from './email-html.js';
import { escapeHtml } from './escape-html.js';
import { fillPlaceholders } from './fill-placeholders.js';
import type { Locale } from './locale-catalogue.js';
import type { LocaleStrings } from './locale-schema.js';

/** Our own words for a code by email. The code is not in the subject, which lock screens show. */
export function codeEmail(words: MessageWords, locale: Locale): RenderedMessage {
  const { strings } = locale;
  const subject = codeSubject(words, strings);
  const intro = fillPlaceholders(strings.email.intro[introVariant(words)], {
    brand: words.brand,
    purpose: words.purpose,
  });
  const details = [
    ...(words.binding === null ? [] : [bindingSentence(words.binding, strings)]),
    [fillPlaceholders(strings.email.expiry, { duration: words.duration }), strings.email.warning].join(
      strings.sentenceSeparator,
    ),
    strings.email.unexpected,
  ];
  const htmlParts = [escapeHtml(intro), htmlCode(words.code), ...details.map(escapeHtml)];
  return {
    subject,
    text: `${[intro, words.code, ...details].join('\n\n')}\n`,
    html: emailDocument(subject, htmlParts.map(htmlParagraph).join('\n'), locale),
  };
}

export function codeSubject({ brand }: MessageWords, { email }: LocaleStrings): string {
  return brand === '' ? email.subject.plain : fillPlaceholders(email.subject.brand, { brand });
}

/** What a code approves, as a sentence of its own. */
export function bindingSentence(binding: Binding, { binding: text }: LocaleStrings): string {
  return fillPlaceholders(text, { ...binding });
}

function introVariant({ brand, purpose }: MessageWords): keyof LocaleStrings['email']['intro'] {
  if (brand !== '' && purpose !== '') return 'brandAndPurpose';
  if (brand !== '') return 'brand';
  return purpose === '' ? 'plain' : 'purpose';
}
