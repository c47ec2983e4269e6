import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type ParsedAddress, refusedAddress } from './address.js';
import { maskPhone } from './mask.js';

/** Room for 15 digits (E.164) and their separators. */
const maxRawLength = 40;
const maxDigits = 15;

const writtenNumber = /^\+[0-9 ().-]*[0-9]$/;

/**
 * Parses a phone number in international form. Spaces, dots, dashes and brackets between the digits are allowed, and
 * full-width characters count as their ASCII ones; nothing else is. The digits are taken as they are: a number is
 * never completed, shortened or guessed, so that no message goes to another one.
 */
export function parsePhone(raw: unknown): ParsedAddress {
  if (typeof raw !== 'string') return refusedAddress('must be a string');
  if (raw.length > maxRawLength) return refusedAddress('is too long for a phone number');
  const written = narrow(raw);
  if (!written.startsWith('+')) {
    return refusedAddress('must start with + and the country code, such as +14155550123');
  }
  if (!writtenNumber.test(written)) {
    return refusedAddress('may hold digits, spaces, dots, dashes and brackets only');
  }
  const number = `+${written.replaceAll(/[^0-9]/g, '')}`;
  if (number.length - 1 > maxDigits) return refusedAddress(`has more than ${maxDigits} digits`);
  return parseNumber(number);
}

function parseNumber(number: string): ParsedAddress {
  const phone = parsePhoneNumberFromString(number, { extract: false });
  if (phone === undefined || !phone.isValid()) return refusedAddress('is not a phone number that is in use');
  if (phone.number !== number) return refusedAddress('must be written without the national prefix');
  return {
    ok: true,
    address: {
      channel: 'sms',
      canonical: number,
      identity: number,
      folded: number,
      masked: maskPhone(number),
      country: phone.country ?? null,
      numberType: phone.getType() ?? null,
    },
  };
}

/** Full-width forms to ASCII. Not NFKC, which also makes digits of superscripts and circled numbers. */
function narrow(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}
