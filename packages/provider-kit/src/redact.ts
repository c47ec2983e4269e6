/** Long enough for a provider's sentence, short enough for a table row. */
const detailLength = 200;
/** What is looked at before cutting; a provider may answer with a page. */
const readLength = 4000;
/** C0 and C1, format characters (bidirectional overrides, zero-width), lone surrogates, line separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Makes provider text fit to be stored and shown: the forbidden strings become `…`, control characters go, 200 characters stay. */
export function redact(text: string, forbidden: readonly string[]): string {
  const printable = text.slice(0, readLength).replace(unprintable, ' ').replace(/\s+/g, ' ').trim();
  const clean = forbidden.reduce(removeEverywhere, printable);
  return clean.length <= detailLength ? clean : `${clean.slice(0, detailLength - 1)}…`;
}

/** Every spelling in which a provider may echo an address: as it is, encoded for a URL, a phone number without its plus. */
export function spellingsOf(address: string): string[] {
  const bare = address.replace(/^\+/, '');
  return [...new Set([address, encodeURIComponent(address), bare])];
}

/** True when one of the forbidden strings occurs, whatever its case. */
export function holdsAny(text: string, forbidden: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return forbidden.some((part) => part !== '' && lower.includes(part.toLowerCase()));
}

function removeEverywhere(text: string, part: string): string {
  // Nearly no answer holds any, and looking costs a hundredth of a pattern; upper case finds all that the pattern would.
  if (part === '' || !text.toUpperCase().includes(part.toUpperCase())) return text;
  return text.replace(new RegExp(escapePattern(part), 'gi'), '…');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
