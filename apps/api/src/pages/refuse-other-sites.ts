import type { IncomingMessage } from 'node:http';
import { OtpostError } from '@otpost/core/errors';

/** Sent by our own script only: another site would need a CORS answer that nobody gives. */
export const pageHeader = 'otpost-page';

function isSameOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin !== undefined && origin !== publicUrl) return false;
  if (site !== undefined) return site === 'same-origin';
  // Browsers from before Sec-Fetch-Site send Origin with everything that changes state.
  return origin !== undefined || request.method === 'GET';
}

/** SECURITY J5, ASVS 3.5.1 to 3.5.3: Sec-Fetch-Site or Origin, and a custom header as well. Throws `forbidden`. */
export function refuseOtherSites(request: IncomingMessage, publicUrl: string): void {
  if (request.headers[pageHeader] === '1' && isSameOrigin(request, publicUrl)) return;
  throw new OtpostError('forbidden', 'This path is for the hosted pages alone');
}
