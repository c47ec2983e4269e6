import { breakLinks } from './links.js';

/** Characters of user-controlled text that reach a message; the rest is cut off. */
export const userTextLimits = { brand: 50, amount: 40, payee: 80, variable: 100 } as const;

export interface UserTextOptions {
  readonly maxLength: number;
  /** Numbers of this many digits are dropped, since they could be taken for the code; null keeps them. */
  readonly codeLength: number | null;
}

/**
 * Makes one harmless line of text that an application or its users chose: no control, bidi or zero-width character,
 * no second line, no link, no second code (OWASP ASVS 1.3.3, 1.3.7). A full stop at its end is left to the sentence
 * around it, where it could make a link of the next word.
 */
export function userText(text: string, options: UserTextOptions): string {
  let clean = text.replaceAll(/[\s\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/\p{C}/gu, '');
  // What one step leaves behind may be work for another one; no step adds characters, so this ends.
  for (let next = cleanOnce(clean, options); next !== clean; next = cleanOnce(clean, options)) clean = next;
  return clean;
}

function cleanOnce(text: string, { maxLength, codeLength }: UserTextOptions): string {
  const short = Array.from(collapseSpaces(breakLinks(text)))
    .slice(0, maxLength)
    .join('');
  const kept = codeLength === null ? short : dropSecondCode(short, codeLength);
  return kept.replace(/[\s.\uff0e]+$/u, '');
}

/** Drops numbers that are as long as the code, also in groups such as `123 456` and `123-456`. */
function dropSecondCode(text: string, codeLength: number): string {
  const dropWhenCodeLong = (digits: string) =>
    Array.from(digits.replaceAll(/[ .-]/g, '')).length === codeLength ? ' ' : digits;
  const withoutRuns = collapseSpaces(text.replaceAll(/\p{Nd}+/gu, dropWhenCodeLong));
  return collapseSpaces(withoutRuns.replaceAll(/\p{Nd}(?:[ .-]?\p{Nd})*/gu, dropWhenCodeLong));
}

function collapseSpaces(text: string): string {
  return text.replaceAll(/ {2,}/g, ' ').trim();
}
