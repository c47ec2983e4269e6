import type { EventFacts, NoticeFacts } from '../notice/notice-facts.js';
import type { RenderedMessage } from './code-message.js';
import { durationText } from './duration-text.js';
import { emailDocument, htmlLink, htmlParagraph } from './email-html.js';
import { escapeHtml } from './escape-html.js';
import { fillPlaceholders } from './fill-placeholders.js';
import type { Locale, LocaleCatalogue } from './locale-catalogue.js';
import { userText, userTextLimits } from './user-text.js';

export interface NoticeInput {
  readonly facts: NoticeFacts;
  readonly brandName: string | null;
  /** The application's own words on where to find help. */
  readonly supportText: string | null;
  /** A tag that `chooseLocale` gave. */
  readonly locale: string;
  readonly catalogue: LocaleCatalogue;
}

interface Words {
  readonly subject: string;
  /** Whose account it concerns, where that is not the brand's own. */
  readonly about?: string;
  readonly before: readonly string[];
  readonly link?: { readonly url: string; readonly button: string };
  readonly after: readonly string[];
}

/** Names are the user's own words: one harmless line. */
const cleanName = (name: string): string => userText(name, { maxLength: userTextLimits.brand, codeLength: null });

/** `25 November 2026 at 16:30 UTC`, in the words of the locale. */
function timeText(at: number, { tag }: Locale): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat([tag, 'en'], { ...day, ...clock }).format(at);
}

function eventWords(facts: EventFacts, locale: Locale): Words {
  const { notice } = locale.strings;
  const event = notice.events[facts.kind];
  const name = cleanName(facts.subject ?? '');
  const text = 'named' in event && name !== '' ? fillPlaceholders(event.named, { name }) : event.text;
  const time = fillPlaceholders(notice.time, { time: timeText(facts.at, locale) });
  const { subject } = event;
  if (facts.by === undefined) return { subject, before: [text, time], after: [notice.unexpected] };
  const { about, unexpected } = notice.installation;
  const by = fillPlaceholders(notice.installation.by, { name: cleanName(facts.by) });
  return { subject, before: [text, by, time], about, after: [unexpected] };
}

function wordsOf(facts: NoticeFacts, locale: Locale): Words {
  if (!('url' in facts)) return eventWords(facts, locale);
  const { subject, text, button, expiry, unexpected } = locale.strings.notice[facts.kind];
  const duration = durationText(facts.minutes, locale);
  const after = [fillPlaceholders(expiry, { duration }), unexpected];
  return { subject, before: [text], link: { url: facts.url, button }, after };
}

/** An admin's words may name an address or a page; only what could forge further lines is taken out. */
function supportLine(text: string | null): string[] {
  const line = (text ?? '').replaceAll(/[\s\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\p{C}/gu, '');
  return line.trim() === '' ? [] : [line.trim()];
}

/** A mail that tells of a change and holds no code; only a reset and an invitation hold a link. */
export function renderNotice({ facts, brandName, supportText, locale: tag, catalogue }: NoticeInput): RenderedMessage {
  const locale = catalogue.get(tag);
  const brand = cleanName(brandName ?? '');
  const { subject, before, about, link, after } = wordsOf(facts, locale);
  const ofBrand = brand === '' ? [] : [fillPlaceholders(locale.strings.notice.account, { brand })];
  const first = [...before, ...(about === undefined ? ofBrand : [about])];
  const last = [...after, ...supportLine(supportText)];
  const htmlParts = [
    ...first.map(escapeHtml),
    ...(link ? [htmlLink(link.url, link.button)] : []),
    ...last.map(escapeHtml),
  ];
  const title = brand === '' ? subject : `${brand}: ${subject}`;
  return {
    subject: title,
    text: `${[...first, ...(link ? [link.url] : []), ...last].join('\n\n')}\n`,
    html: emailDocument(title, htmlParts.map(htmlParagraph).join('\n'), locale),
  };
}
