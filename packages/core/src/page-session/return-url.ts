import { invalidField } from '../errors.js';

/** What browsers drop or turn into something else (WHATWG URL 4.4). */
const misreadByBrowsers = /[\s\\\p{C}]/u;
/** Before the query: escapes that a server may read as a separator or a dot. */
const misreadByServers = /^[^?]*%(?:2f|5c|2e|00)/iu;
const longestLength = 2000;

function refuse(message: string): never {
  throw invalidField('returnUrl', message);
}

function parse(text: string): URL {
  const isMisread = misreadByBrowsers.test(text) || misreadByServers.test(text);
  if (text.length > longestLength || isMisread || !URL.canParse(text)) refuse('must be a plain web address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('must begin with https:// or http://');
  if (url.username !== '' || url.password !== '') refuse('must not hold a user name or password');
  if (url.hash !== '') refuse('must not hold a fragment');
  return url;
}

function isAtOrBelow(path: string, allowed: string): boolean {
  return path === allowed || path.startsWith(allowed.endsWith('/') ? allowed : `${allowed}/`);
}

/**
 * The address to which a visit returns, as a browser would read it. Scheme, host and port must be exactly those of an entry of
 * `returnUrls`, the path that of the entry or below it; a query is free (OWASP ASVS 5.0 10.4.1, RFC 9700 section 4.1.3).
 * Throws `invalid_request` for `returnUrl`.
 */
export function parseReturnUrl(text: string, allowed: readonly string[]): string {
  const url = parse(text);
  const fits = allowed.some((entry) => {
    const { origin, pathname } = new URL(entry);
    return origin === url.origin && isAtOrBelow(url.pathname, pathname);
  });
  if (!fits) refuse('is not below an entry of the setting returnUrls of this application');
  return url.href;
}

/** The same address with the id of the visit, by which the application asks for its result. */
export function withPageSession(returnUrl: string, id: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('page_session', id);
  return url.href;
}
