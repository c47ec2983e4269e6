import { isIP } from 'node:net';
import { judgeAddress } from './judge-address.js';

/** Where public receivers listen for HTTPS. Other ports lead to other services. */
const publicPorts = new Set(['', '443', '8443']);

/** Why this URL may not be called, or undefined. Host names are judged by their addresses, when they are called. */
export function urlFault(url: URL, allowPrivateAddresses: boolean): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https:// addresses can be called';
  if (url.username !== '' || url.password !== '') return 'No user name or password in the address; use a header';
  if (!allowPrivateAddresses) {
    if (url.protocol !== 'https:') return 'Only https:// addresses can be called';
    if (!publicPorts.has(url.port)) return 'Only the ports 443 and 8443 can be called';
  }
  const host = hostOf(url);
  return isIP(host) === 0 ? undefined : addressFault(host, allowPrivateAddresses);
}

/** Why this address may not be called, or undefined. */
export function addressFault(address: string, allowPrivateAddresses: boolean): string | undefined {
  const verdict = judgeAddress(address);
  if (verdict === 'public' || (verdict === 'private' && allowPrivateAddresses)) return undefined;
  return verdict === 'private'
    ? 'The address is inside the network; the operator has not allowed that'
    : 'The address is reserved and cannot be called';
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
