export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface SmsSize {
  readonly encoding: SmsEncoding;
  /** Septets for GSM-7, 16-bit units for UCS-2; the headers of parts are not counted. */
  readonly units: number;
  /** What the carrier bills; 0 for an empty text. */
  readonly segments: number;
}

/** The default alphabet, 3GPP TS 23.038 section 6.2.1, without the escape to the extension. */
const gsmBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The extension table, 3GPP TS 23.038 section 6.2.1.1: an escape and a character, so two septets. */
const gsmExtension = new Set('\f^{}\\[~]|€');

/** Units of one message, and of each part when a header of 6 octets joins several (3GPP TS 23.040 section 9.2.3.24). */
const capacities = {
  'GSM-7': { single: 160, part: 153 },
  'UCS-2': { single: 70, part: 67 },
} as const;

/** How a carrier will encode and bill a text. A character of two units is never split across parts. */
export function countSegments(text: string): SmsSize {
  const characters = Array.from(text);
  const encoding = characters.every(isGsm) ? 'GSM-7' : 'UCS-2';
  const sizes = characters.map(encoding === 'GSM-7' ? septetsOf : (character) => character.length);
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, part } = capacities[encoding];
  if (units <= single) return { encoding, units, segments: units === 0 ? 0 : 1 };
  return { encoding, units, segments: countParts(sizes, part) };
}

/** The characters that force UCS-2, each once. */
export function findNonGsmCharacters(text: string): string[] {
  return [...new Set(text)].filter((character) => !isGsm(character));
}

function countParts(sizes: readonly number[], capacity: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > capacity) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}

function isGsm(character: string): boolean {
  return gsmBasic.has(character) || gsmExtension.has(character);
}

function septetsOf(character: string): number {
  return gsmExtension.has(character) ? 2 : 1;
}
