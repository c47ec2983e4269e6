import { expect, test } from '@jest/globals';
import { repeat } from './repeat.js';

const never = Number.POSITIVE_INFINITY;

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('a round that fails is reported and the next one comes', async () => {
  let rounds = 0;
  const failures: unknown[] = [];
  const task = async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('once');
    return 0;
  };
  const running = repeat(task, 1, never, (error) => failures.push(error));
  await until(() => rounds >= 3);
  await running.stop();
  expect(failures).toHaveLength(1);
});

test('a busy round is followed by the next at once, an idle one by a pause', async () => {
  let rounds = 0;
  const task = async () => {
    rounds += 1;
    return rounds < 10 ? 5 : 0;
  };
  const running = repeat(task, 3_600_000, 5, () => undefined);
  await until(() => rounds === 10);
  await running.stop();
  expect(rounds).toBe(10);
});

test('stopping waits for the round under way and begins no other', async () => {
  let finish: (() => void) | undefined;
  let rounds = 0;
  const task = async () => {
    rounds += 1;
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return 1;
  };
  const running = repeat(task, 1, 1, () => undefined);
  await until(() => finish !== undefined);
  let stopped = false;
  const stop = async () => {
    await running.stop();
    stopped = true;
  };
  const stopping = stop();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(stopped).toBe(false);
  finish?.();
  await stopping;
  expect(rounds).toBe(1);
});
