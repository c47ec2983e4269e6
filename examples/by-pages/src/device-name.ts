const browsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

const find = (table: typeof browsers, text: string): string | undefined => table.find(([sign]) => sign.test(text))?.[1];

/** How users will know this device in their list of trusted ones: `Firefox on Linux`. */
export function deviceName(userAgent: string): string {
  const system = find(systems, userAgent);
  return `${find(browsers, userAgent) ?? 'A browser'}${system === undefined ? '' : ` on ${system}`}`;
}
