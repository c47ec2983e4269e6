import { countSegments } from './sms-segments.js';

/** Typographic characters that word processors put in and that a phone shows as well in their plain form. */
const plainForms: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201a', "'"],
  ['\u2032', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u201e', '"'],
  ['\u00ab', '"'],
  ['\u00bb', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2026', '...'],
  ['\u00a0', ' '],
  ['\u202f', ' '],
]);

/** Writes typographic characters plainly when that alone brings the text back to GSM-7; else leaves it as it is. */
export function preferGsm(text: string): string {
  const plain = Array.from(text)
    .map((character) => plainForms.get(character) ?? character)
    .join('');
  return countSegments(plain).encoding === 'GSM-7' ? plain : text;
}
