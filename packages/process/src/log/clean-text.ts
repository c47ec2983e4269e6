/**
 * C0 and C1 controls (ANSI begins with one of them), line separators, and the characters that turn or hide text
 * (bidi marks, zero width): a viewer must show what was logged, and nothing may look like a line of its own.
 */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Name and password of a URL, as a driver puts them into its message. */
const urlCredentials = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
const emailAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu;
/** E.164: a plus sign and at most 15 digits. */
const phoneNumber = /\+[1-9]\d{6,14}(?!\d)/g;

const longestText = 8192;

function codePoint(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text that may stand in a log line: on one line, readable, without credentials or a whole address. */
export function cleanText(text: string): string {
  const short = text.length > longestText ? `${text.slice(0, longestText)}... (${text.length} characters)` : text;
  const visible = short.replace(hidden, codePoint);
  // Most texts hold neither mark, and looking for a mark is far cheaper than looking for an address.
  const unnamed = visible.includes('@')
    ? visible.replace(urlCredentials, '$1[redacted]@').replace(emailAddress, '[email]')
    : visible;
  return unnamed.includes('+') ? unnamed.replace(phoneNumber, '[phone]') : unnamed;
}
