/** Keeps each statement short, so that nobody waits behind it, and each run bounded: what is left waits for the next one. */
export interface Batches {
  /** Records that one statement touches. */
  readonly batchSize: number;
  /** Statements of each kind in one run. */
  readonly mostBatches: number;
}

/** Repeats the work while it fills whole batches, and tells how many records it touched. */
export async function inBatches({ batchSize, mostBatches }: Batches, work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const touched = await work();
    total += touched;
    if (touched < batchSize) break;
  }
  return total;
}
