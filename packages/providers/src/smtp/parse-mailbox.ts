export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 254 in all. */
const longestLocalPart = 64;
const longestAddress = 254;

const domainLabel = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** A domain name in ASCII, or one bare label: mail inside a network. */
const domain = new RegExp(`^${domainLabel}(?:\\.${domainLabel})*$`, 'i');
/** RFC 5322 atext and dots, and letters beyond ASCII (RFC 6531). No quotes, no comments, no routes. */
const localPart = /^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]+$/u;

/** True for exactly one bare address: nothing that a mail server or a header parser could read as more. */
export function isPlainAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  return (
    at > 0 &&
    text.length <= longestAddress &&
    local.length <= longestLocalPart &&
    localPart.test(local) &&
    !local.includes('=?') &&
    domain.test(text.slice(at + 1))
  );
}

/** Reads `a@example.com` or `Name <a@example.com>`; undefined for everything else. */
export function parseMailbox(text: string): Mailbox | undefined {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  const named = /^([^<>"]{0,100})<([^<>]+)>$/.exec(text);
  const name = named?.[1]?.trim() ?? '';
  const address = (named?.[2] ?? text).trim();
  return isPlainAddress(address) ? { name, address } : undefined;
}
