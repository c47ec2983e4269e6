import { isIP, type LookupFunction } from 'node:net';
import type { ResolveAddresses } from './lookups.js';
import { addressFault, hostOf, urlFault } from './url-fault.js';

export type Target =
  | { readonly kind: 'allowed'; readonly lookup: LookupFunction }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'unresolved'; readonly code: string };

/**
 * Decides whether a URL may be called now, and pins the connection to the addresses that were judged, so that
 * a name which answers differently the next moment changes nothing. Every address must be allowed.
 */
export async function resolveTarget(
  url: URL,
  allowPrivateAddresses: boolean,
  resolve: ResolveAddresses,
  signal: AbortSignal,
): Promise<Target> {
  const fault = urlFault(url, allowPrivateAddresses);
  if (fault !== undefined) return { kind: 'forbidden', reason: fault };
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await resolveInTime(host, resolve, signal) : [host];
  if (typeof addresses === 'string') return { kind: 'unresolved', code: addresses };
  for (const address of addresses) {
    const reason = addressFault(address, allowPrivateAddresses);
    if (reason !== undefined) return { kind: 'forbidden', reason };
  }
  return { kind: 'allowed', lookup: pinnedTo(addresses) };
}

/** The addresses, or the code of the error. */
async function resolveInTime(host: string, resolve: ResolveAddresses, signal: AbortSignal): Promise<string[] | string> {
  const ended = new Promise<string>((settle) => {
    signal.addEventListener('abort', () => settle('ETIMEDOUT'), { once: true });
    if (signal.aborted) settle('ETIMEDOUT');
  });
  const found = resolve(host).then(
    (addresses) => (addresses.length > 0 ? addresses : 'ENODATA'),
    (error: NodeJS.ErrnoException) => error.code ?? 'EDNS',
  );
  return Promise.race([found, ended]);
}

function pinnedTo(addresses: readonly string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = entries;
    if (options.all || first === undefined) callback(null, entries);
    else callback(null, first.address, first.family);
  };
}
