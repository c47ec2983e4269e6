/** Digits of a number that a mask always hides. */
const hiddenDigits = 3;
/** Digits that a mask shows at most on either side. */
const shownDigitsPerSide = 4;

/** `+14155550123` becomes `+1415***0123`; a short number shows less. Expects E.164. */
export function maskPhone(number: string): string {
  const digits = number.slice(1);
  const shown = Math.max(0, Math.min(2 * shownDigitsPerSide, digits.length - hiddenDigits));
  const tail = Math.floor(shown / 2);
  return `+${digits.slice(0, shown - tail)}***${digits.slice(digits.length - tail)}`;
}

/** `anna@example.com` becomes `a***@e***.com`; a part of one character is hidden whole. Expects a canonical address. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const lastDot = domain.lastIndexOf('.');
  return `${maskPart(email.slice(0, at))}@${maskPart(domain.slice(0, lastDot))}${domain.slice(lastDot)}`;
}

function maskPart(part: string): string {
  return part.length > 1 ? `${part.slice(0, 1)}***` : '***';
}
