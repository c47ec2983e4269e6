/** Times in milliseconds, counted in bins that grow by an eighth of a doubling: a figure is at most 9 % too high. */
export type TimeBins = Map<number, number>;

const binsPerDoubling = 8;

export function binOf(milliseconds: number): number {
  return milliseconds <= 1 ? 0 : Math.ceil(Math.log2(milliseconds) * binsPerDoubling);
}

/** The longest time that belongs to the bin. */
export function longestOf(bin: number): number {
  return Math.round(2 ** (bin / binsPerDoubling));
}

export function addTime(bins: TimeBins, milliseconds: number): void {
  const bin = binOf(milliseconds);
  bins.set(bin, (bins.get(bin) ?? 0) + 1);
}

/** The time within which this share of all was done, by nearest rank; null when there were none. */
export function timeWithin(bins: TimeBins, share: number): number | null {
  const ordered = [...bins].toSorted(([one], [other]) => one - other);
  const total = ordered.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.ceil(total * share);
  for (const [bin, count] of ordered) {
    left -= count;
    if (left <= 0) return longestOf(bin);
  }
  return null;
}
