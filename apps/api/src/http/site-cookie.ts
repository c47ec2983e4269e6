import type { IncomingMessage } from 'node:http';

/** A cookie of our own pages. Its life is the browser's; what it opens ends on the server. */
export interface SiteCookie {
  read(request: IncomingMessage): string | undefined;
  /** The value of `Set-Cookie`. */
  write(value: string): string;
  clear(): string;
}

/**
 * `__Host-` and Secure over https (SECURITY J4). Over plain loopback browsers refuse both, and cookies of all ports share one
 * jar, so that the name holds the port.
 */
export function siteCookie(publicUrl: string, purpose: 'page' | 'console'): SiteCookie {
  const { protocol, port } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const name = isSecure ? `__Host-otpost-${purpose}` : `otpost-${purpose}-${port || '80'}`;
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return {
    read: (request) => {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    },
    write: (value) => `${name}=${value}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
