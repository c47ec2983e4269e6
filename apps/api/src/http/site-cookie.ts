import type { IncomingMessage } from 'node:http';

/** What browsers cut every longer life to. */
const longestCookieSeconds = 400 * 86_400;

/** A cookie of our own pages. */
export interface SiteCookie {
  read(request: IncomingMessage): string | undefined;
  /** The value of `Set-Cookie`. */
  write(value: string): string;
  clear(): string;
}

/**
 * `__Host-` and Secure over https (SECURITY J4). Over plain loopback browsers refuse both, and cookies of all ports share one
 * jar, so that the name holds the port. What a `browser` is known by opens nothing, and lives as long as browsers allow; the life of
 * the others is the browser's, and what they open ends on the server.
 */
export function siteCookie(publicUrl: string, purpose: 'page' | 'console' | 'browser'): SiteCookie {
  const { protocol, port } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const name = isSecure ? `__Host-otpost-${purpose}` : `otpost-${purpose}-${port || '80'}`;
  const life = purpose === 'browser' ? `Max-Age=${longestCookieSeconds}; ` : '';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    },
    write: (value) => `${name}=${value}; ${life}${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
