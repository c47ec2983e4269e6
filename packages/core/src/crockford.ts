import type { RandomBytes } from './clock.js';

/** Crockford's base32: no I, L, O or U, so that nothing can be misread. 5 bits a character. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const onlyAlphabet = new RegExp(`^[${alphabet}]*$`);
const groupLength = 4;
/** No secret of ours is longer when typed with every separator. */
const longestTyped = 64;

export function randomCrockford(length: number, randomBytes: RandomBytes): string {
  let text = '';
  for (const byte of randomBytes(length)) text += alphabet.charAt(byte & 31);
  return text;
}

/** `XXXX-XXXX-...`, for reading. */
export function grouped(text: string): string {
  return text.match(new RegExp(`.{1,${groupLength}}`, 'g'))?.join('-') ?? text;
}

/** What a person typed, in the one canonical form; undefined when that is no such text of this length. */
export function normalizeCrockford(raw: string, length: number): string | undefined {
  if (raw.length > longestTyped) return undefined;
  const text = raw.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return text.length === length && onlyAlphabet.test(text) ? text : undefined;
}
