function sorted(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error('There is nothing to take a median of');
  return values.toSorted((a, b) => a - b);
}

/** The middle value; of an even number of them the mean of the two in the middle. Throws when there is none. */
export function median(values: readonly number[]): number {
  const ordered = sorted(values);
  const middle = ordered.length / 2;
  const upper = ordered[Math.floor(middle)] ?? 0;
  const lower = ordered[Math.ceil(middle) - 1] ?? 0;
  return (upper + lower) / 2;
}

/** The smallest value that at least this share of all values does not exceed (nearest rank). `share` is in (0, 1]. */
export function percentile(values: readonly number[], share: number): number {
  const ordered = sorted(values);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? 0;
}

/** (highest - lowest) / median. */
export function spread(values: readonly number[]): number {
  const ordered = sorted(values);
  return ((ordered.at(-1) ?? 0) - (ordered[0] ?? 0)) / median(ordered);
}
