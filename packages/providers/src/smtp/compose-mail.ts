import { encodeWord, encodeWords, foldLines, isPlainText, quoteString } from 'nodemailer/lib/mime-funcs';
import { encode as encodeQuotedPrintable, wrap as wrapQuotedPrintable } from 'nodemailer/lib/qp';
import type { Mailbox } from './parse-mailbox.js';

export interface Mail {
  readonly from: Mailbox;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly date: Date;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Parts the text from the HTML: must occur in neither. */
  readonly boundary: string;
}

/** RFC 5322 section 2.1.1: no line is longer, without its end. */
const longestLine = 998;
const base64Line = 76;
const longestWord = 52;

/**
 * The whole mail as it goes over the wire. Our mails have one form, and nodemailer's composer, made for every form, builds a
 * tree and a chain of streams for each: a third of the work of a delivery.
 */
export function composeMail(mail: Mail): string {
  const headers = [
    // RFC 3834 section 5: keeps out-of-office answers away; the second is Exchange's word for it.
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    `From: ${mailboxHeader(mail.from)}`,
    `To: ${mail.to}`,
    foldLines(`Subject: ${encodedText(mail.subject)}`),
    `Message-ID: ${mail.messageId}`,
    `Date: ${mail.date.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
  ].join('\r\n');
  const text = bodyPart('text/plain', mail.text);
  if (mail.html === undefined) return `${headers}\r\n${text}`;
  const { boundary } = mail;
  return [
    headers,
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    text,
    `--${boundary}`,
    bodyPart('text/html', mail.html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function mailboxHeader({ name, address }: Mailbox): string {
  if (name === '') return address;
  if (/^[\w ]*$/.test(name)) return `${name} <${address}>`;
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  return `${isAscii ? quoteString(name) : encodeWord(name, wordEncoding(name), longestWord)} <${address}>`;
}

/** One line, whatever the text: a line break would begin another header, and what looks encoded would be read as something else. */
function encodedText(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ');
  return /\p{Cc}|=\?/u.test(line)
    ? encodeWord(line, wordEncoding(line), longestWord)
    : encodeWords(line, wordEncoding(line), longestWord, true);
}

/** Readable as it stands where most letters are Latin, else the shorter one. */
function wordEncoding(text: string): 'Q' | 'B' {
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  const other = text.match(/[^\t\r\n\x20-\x7e]/g)?.length ?? 0;
  return other < latin ? 'Q' : 'B';
}

function bodyPart(contentType: string, content: string): string {
  const lines = content.replaceAll(/\r\n|\r|\n/g, '\r\n');
  const [encoding, body] = encodedBody(lines);
  return `Content-Type: ${contentType}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

function encodedBody(lines: string): [encoding: string, body: string] {
  if (isPlainText(lines) && lines.split('\r\n').every((line) => line.length <= longestLine)) return ['7bit', lines];
  if (wordEncoding(lines) === 'Q') return ['quoted-printable', wrapQuotedPrintable(encodeQuotedPrintable(lines))];
  const base64 = Buffer.from(lines).toString('base64');
  return ['base64', base64.match(new RegExp(`.{1,${base64Line}}`, 'g'))?.join('\r\n') ?? ''];
}
