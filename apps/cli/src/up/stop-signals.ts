export interface StopSignals {
  /** Somebody asks to stop: Ctrl-C, SIGTERM, or the terminal was closed. */
  readonly first: Promise<void>;
  /** Somebody cannot wait for it. */
  readonly second: Promise<void>;
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Takes over the signals that would end this process, from now on. */
export function listenForStop(): StopSignals {
  const calls: (() => void)[] = [];
  const first = new Promise<void>((resolve) => calls.push(resolve));
  const second = new Promise<void>((resolve) => calls.push(resolve));
  for (const signal of signals) process.on(signal, () => calls.shift()?.());
  return { first, second };
}
