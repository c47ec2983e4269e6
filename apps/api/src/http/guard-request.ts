import type { IncomingMessage } from 'node:http';
import { invalidField, OtpostError } from '@otpost/core/errors';

export const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Of our keys, and of the names under which people put keys into addresses, where proxies and browsers would log them. */
const keyInAddress = /otp_(?:live|admin)_|[?&](?:api[_-]?key|key|(?:access[_-]?)?token|authorization|secret)=/i;

/** One more than this is read by the server, so that it can be refused and not dropped unseen. */
export const mostHeaders = 100;

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.length === 4 && rawHeaders[place]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}

/** Refuses what no route may see, whatever its path. */
export function guardRequest(request: IncomingMessage): void {
  if (!knownMethods.has(request.method ?? '')) {
    throw new OtpostError('method_not_allowed', `The method ${request.method} is not taken here`);
  }
  if (request.rawHeaders.length > mostHeaders * 2) throw invalidField('headers', `must be at most ${mostHeaders}`);
  // RFC 9112 section 3.2: no Host or two of them must be refused. What it says is never read.
  const hosts = countHosts(request.rawHeaders);
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) throw invalidField('Host', 'must be given once');
  if (request.url?.includes('?') && keyInAddress.test(request.url)) {
    throw invalidField('query', 'must not hold a key: send it as "Authorization: Bearer otp_..."');
  }
}
