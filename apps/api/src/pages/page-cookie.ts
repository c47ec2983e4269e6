import type { IncomingMessage } from 'node:http';

/** The cookie of a visit. Its life is the browser's; what it opens ends with the visit. */
export interface PageCookie {
  read(request: IncomingMessage): string | undefined;
  /** The value of `Set-Cookie`. */
  write(value: string): string;
  clear(): string;
}

/**
 * `__Host-` and Secure over https (SECURITY J4). Over plain loopback browsers refuse both, and cookies of all ports share one
 * jar, so that the name holds the port.
 */
export function pageCookie(publicUrl: string): PageCookie {
  const { protocol, port } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const name = isSecure ? '__Host-otpost-page' : `otpost-page-${port || '80'}`;
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
