import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMilliseconds = 25;

/** Asks until the answer is neither undefined nor false, and gives it; fails after the time with the name of what was waited for. */
export async function eventually<Answer>(
  what: string,
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  withinMilliseconds = 20_000,
): Promise<Answer> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMilliseconds} ms: ${what}`);
    await sleep(lookEveryMilliseconds);
  }
}
