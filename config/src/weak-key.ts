/** Of 32 random bytes fewer than 16 differ less often than once in 10^10: such a key was typed, not drawn. */
const fewestDifferentBytes = 16;

function differences(bytes: Uint8Array): Set<number> {
  return new Set(bytes.subarray(1).map((byte, index) => (byte - (bytes[index] ?? 0)) & 0xff));
}

/**
 * Why a 32-byte key cannot have come from a random source, or undefined.
 * SECURITY F3: example and low-entropy keys are refused. Text is: 32 random bytes are printable once in 10^13.
 */
export function weakKeyReason(bytes: Uint8Array): string | undefined {
  if (new Set(bytes).size < fewestDifferentBytes) return 'repeats the same few bytes';
  if (differences(bytes).size <= 2) return 'is a counted sequence of bytes';
  if (bytes.every((byte) => byte >= 0x20 && byte <= 0x7e)) return 'is text, not random bytes';
  return undefined;
}
