import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMilliseconds = 20;

/** Looks again and again. Throws, naming what never came, when the time is over. */
export async function waitUntil<Found>(
  what: string,
  patienceMilliseconds: number,
  look: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${patienceMilliseconds / 1000} s in vain for ${what}`);
    }
    await wait(lookEveryMilliseconds);
  }
}
