/** RFC 5646 section 4.4.1: room for every tag that is in use. */
const maxTagLength = 35;

/** Reads a BCP 47 tag, also with underscores, as in `sl_SI`. Null when it is none. */
export function parseLanguageTag(text: string): Intl.Locale | null {
  if (text.length > maxTagLength) return null;
  try {
    return new Intl.Locale(text.replaceAll('_', '-'));
  } catch {
    return null;
  }
}
