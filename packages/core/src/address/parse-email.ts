import { domainToASCII } from 'node:url';
import { type ParsedAddress, refusedAddress } from './address.js';
import { maskEmail } from './mask.js';

/** RFC 5321 section 4.5.3.1: local part 64 octets; path 256 with its angle brackets, so 254 for the address. */
const maxLocalLength = 64;
const maxLength = 254;

/**
 * Dot-atom of RFC 5321 section 4.1.2, less four characters that mail systems have read as commands or routes:
 * `!` and `%` (routing), `|` and the back-quote (shell).
 */
const dotAtom = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/;
/** Letters and digits of any script: what a user may write before it is turned into A-labels. */
const writtenDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** RFC 1035 section 2.3.4: 63 octets. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLabel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/** What is in A-labels already, as almost every domain is: UTS 46 leaves lower-case letters, digits and dashes as they are. */
const plainDomain = /^(?:[a-z0-9-]+\.)+[a-z]+$/;

const gmailDomains = new Set(['gmail.com', 'googlemail.com']);

/**
 * Parses one mailbox by one strict grammar: no display name, no quotes, no comments, no lists, no IP literals.
 * The local part is ASCII and keeps its case; the domain may be international and becomes lower-case A-labels.
 */
export function parseEmail(raw: unknown): ParsedAddress {
  if (typeof raw !== 'string') return refusedAddress('must be a string');
  if (raw.length > maxLength) return refusedAddress(`is longer than ${maxLength} characters`);
  const parts = raw.split('@');
  const [local, writtenHost] = parts;
  if (parts.length !== 2 || local === undefined || writtenHost === undefined) {
    return refusedAddress('must hold exactly one @');
  }
  const localProblem = findLocalProblem(local);
  if (localProblem !== null) return refusedAddress(localProblem);
  const domain = toAsciiDomain(writtenHost);
  if (!isMailDomain(domain)) return refusedAddress('must end in a domain name, such as example.com');
  const canonical = `${local}@${domain}`;
  if (canonical.length > maxLength) return refusedAddress(`is longer than ${maxLength} characters`);
  return {
    ok: true,
    address: {
      channel: 'email',
      canonical,
      identity: canonical.toLowerCase(),
      folded: fold(local.toLowerCase(), domain),
      masked: maskEmail(canonical),
      country: null,
      numberType: null,
    },
  };
}

function findLocalProblem(local: string): string | null {
  if (local.length > maxLocalLength) return `has more than ${maxLocalLength} characters before the @`;
  // A leading dash is an option to a mail program; `=?` opens an encoded word (RFC 2047 section 2).
  if (!dotAtom.test(local) || local.startsWith('-') || local.includes('=?')) {
    return 'holds a character before the @ that is not allowed there';
  }
  return null;
}

/** Empty for what is no domain. */
function toAsciiDomain(written: string): string {
  if (plainDomain.test(written) && !written.includes('xn--')) return written;
  return writtenDomain.test(written) ? domainToASCII(written) : '';
}

function isMailDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1);
  return labels.length >= 2 && labels.every((part) => label.test(part)) && top !== undefined && topLabel.test(top);
}

function fold(local: string, domain: string): string {
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  return gmailDomains.has(domain) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
}
