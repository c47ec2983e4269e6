/** One text of several, each with its length in bytes, so that no two lists share a form. One text is one call of a hash. */
export function joinParts(parts: readonly string[]): string {
  let joined = '';
  for (const part of parts) joined += `${Buffer.byteLength(part)}:${part}`;
  return joined;
}
