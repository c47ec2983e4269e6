import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** `forbidden` is never allowed, whatever the operator says. */
export type AddressVerdict = 'public' | 'private' | 'forbidden';

/** Metadata services of clouds that are not link-local: they hand out credentials to whoever asks from inside. */
const metadataAddresses = new Set(['fd00:ec2::254', '100.100.100.200', '192.0.0.192']);

/** 2000::/3 is all that IANA has given out for global unicast (RFC 4291 section 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Judges one address (OWASP SSRF prevention). Everything that is not plainly public or plainly a private
 * network is forbidden: link-local, multicast, reserved, and the forms of IPv6 that carry an IPv4 address.
 */
export function judgeAddress(text: string): AddressVerdict {
  if (isIP(text) === 0) return 'forbidden';
  const address = ipaddr.parse(text);
  if (metadataAddresses.has(address.toString())) return 'forbidden';
  const range = address.range();
  if (range === 'loopback' || range === 'private' || range === 'uniqueLocal' || range === 'carrierGradeNat')
    return 'private';
  if (range !== 'unicast') return 'forbidden';
  return address.kind() === 'ipv4' || address.match(globalUnicast) ? 'public' : 'forbidden';
}
