const browsers = [
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /Safari\//],
] as const;
const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

type Names = readonly (readonly [string, RegExp])[];

const nameIn = (names: Names, text: string): string | undefined => names.find(([, pattern]) => pattern.test(text))?.[0];

/** `Firefox on Windows`: enough for somebody to know their own session again; nothing of the header itself is kept. */
export function browserName(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const browser = nameIn(browsers, text) ?? 'A browser';
  const system = nameIn(systems, text);
  return system === undefined ? browser : `${browser} on ${system}`;
}
