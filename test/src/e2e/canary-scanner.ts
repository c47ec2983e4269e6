/** Something secret or personal that must stand nowhere in plain sight. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

interface Needle {
  readonly canary: Canary;
  readonly bytes: Buffer;
  /** A run of digits by itself: within a longer one, such as a time, it is there by chance. */
  readonly standsAlone: boolean;
}

const indexedBytes = 8;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** The characters of base64 that stay the same whatever stands before and after, for each of the three alignments. */
function base64Forms(value: string, alphabet: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const firstWhole = Math.ceil((offset * 8) / 6);
    return bytes.toString(alphabet).slice(firstWhole, Math.floor((bytes.length * 8) / 6));
  });
}

/** Every form in which a careless writer could leave a value. */
function formsOf(value: string): Buffer[] {
  const hex = Buffer.from(value).toString('hex');
  const forms = [
    value,
    value.toLowerCase(),
    encodeURIComponent(value),
    hex,
    hex.toUpperCase(),
    ...base64Forms(value, 'base64'),
    ...base64Forms(value, 'base64url'),
  ];
  return [...[...new Set(forms)].map((form) => Buffer.from(form)), Buffer.from(value, 'utf16le')];
}

/** Looks for all canaries at once, as they are and in base64, hex, URL and UTF-16 form; gives the names of those found. */
export function canaryScanner(canaries: readonly Canary[]): (haystack: Buffer) => string[] {
  const begins = new Uint8Array(2 ** 24);
  const needles = new Map<string, Needle[]>();
  const beginOf = (bytes: Buffer, at: number) =>
    ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  for (const canary of canaries) {
    for (const bytes of formsOf(canary.value)) {
      if (bytes.length < indexedBytes) throw new Error(`${canary.name} is too short to be told from chance`);
      begins[beginOf(bytes, 0)] = 1;
      const key = bytes.toString('latin1', 0, indexedBytes);
      const needle = { canary, bytes, standsAlone: bytes.every(isDigit) };
      needles.set(key, [...(needles.get(key) ?? []), needle]);
    }
  }
  const isAt = (haystack: Buffer, at: number, { bytes, standsAlone }: Needle): boolean => {
    const end = at + bytes.length;
    if (haystack.compare(bytes, 0, bytes.length, at, Math.min(end, haystack.length)) !== 0) return false;
    return !standsAlone || !(isDigit(haystack[at - 1]) || isDigit(haystack[end]));
  };
  return (haystack) => {
    const found = new Set<string>();
    for (let at = 0; at + indexedBytes <= haystack.length; at += 1) {
      if (begins[beginOf(haystack, at)] === 0) continue;
      const candidates = needles.get(haystack.toString('latin1', at, at + indexedBytes)) ?? [];
      for (const needle of candidates) if (isAt(haystack, at, needle)) found.add(needle.canary.name);
    }
    return [...found];
  };
}
