const goes = 3;

/**
 * How long an act takes at best, in milliseconds, in three goes; no more goes than are needed to be below what is promised.
 * Other suites run beside a test, and a pause of the machine is none of the product: a promise that is kept once is kept.
 */
export async function quickestOfThree(promisedMilliseconds: number, act: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let go = 0; go < goes && best >= promisedMilliseconds; go += 1) {
    const startedAt = performance.now();
    await act();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
}
