/** The full stops that phones read inside a host name: U+002E and its full-width form. */
const dot = '[.\uff0e]';
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipAddress = new RegExp(`(?<!\\d)${octet}(?:${dot}${octet}){3}(?!\\d)`, 'u');
const schemesWithoutSlashes = '\\b(javascript|data|mailto|tel|sms|vbscript|file):(?=\\S)';
const schemes = new RegExp(schemesWithoutSlashes, 'giu');
const dotsBeforeWords = new RegExp(`${dot}(?=\\p{L}{2})`, 'gu');

/** What a phone or a mail program would turn into something to tap. Bounded, so that a long text is read in linear time. */
const linkPatterns: readonly RegExp[] = [
  /[\p{L}\p{N}+.-]{0,60}[:\uff1a]?[/\uff0f]{2}\S*/u,
  new RegExp(`${schemesWithoutSlashes}\\S*`, 'iu'),
  new RegExp(`[\\p{L}\\p{N}_-]{0,60}${dot}\\p{L}{2}\\S*`, 'u'),
  ipAddress,
  /[@\uff20]/u,
];

/** The first part of a text that would become a link, or null. An @ counts, since it makes a mail address or a host line. */
export function findLink(text: string): string | null {
  for (const pattern of linkPatterns) {
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return null;
}

/** Takes links apart with spaces, so that the words stay readable and nothing is left to tap. */
export function breakLinks(text: string): string {
  return text
    .replaceAll(/[:\uff1a]?[/\uff0f]{2,}/gu, ' ')
    .replaceAll(schemes, '$1 ')
    .replaceAll(/[@\uff20]/gu, ' ')
    .replaceAll(dotsBeforeWords, ' ')
    .replaceAll(/[\d.\uff0e]+/gu, (number) =>
      ipAddress.test(number) ? number.replaceAll(/[.\uff0e]/gu, ' ') : number,
    );
}
