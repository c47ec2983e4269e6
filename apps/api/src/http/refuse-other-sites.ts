import type { IncomingMessage } from 'node:http';
import { OtpostError } from '@otpost/core/errors';

function isSameOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && origin !== publicUrl) return false;
  if (site !== undefined) return site === 'same-origin';
  // Browsers from before Sec-Fetch-Site send Origin with everything that changes state.
  return origin !== undefined || request.method === 'GET';
}

/**
 * SECURITY J5, ASVS 3.5.1 to 3.5.3: Sec-Fetch-Site or Origin, and a header of our own script as well, for which another site would
 * need a CORS answer that nobody gives. Throws `forbidden`.
 */
export function refuseOtherSites(request: IncomingMessage, publicUrl: string, header: string): void {
  if (request.headers[header] === '1' && isSameOrigin(request, publicUrl)) return;
  throw new OtpostError('forbidden', 'Without a key this path is for our own pages alone');
}
