export interface Repeated {
  /** Starts no further round and waits for the one under way. */
  stop(): Promise<void>;
}

/** Runs a task again and again with a pause between the rounds; a round that fails is reported and the next one comes. */
export function repeat(
  task: () => Promise<number>,
  pauseMilliseconds: number,
  /** A round that tells at least this much work is followed by the next at once. */
  busyAt: number,
  failed: (error: unknown) => void,
): Repeated {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, pauseMilliseconds);
    });
  const run = async (): Promise<void> => {
    while (!stopped) {
      let work = 0;
      try {
        work = await task();
      } catch (error) {
        failed(error);
      }
      if (!stopped && work < busyAt) await pause();
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      wake?.();
      await running;
    },
  };
}
