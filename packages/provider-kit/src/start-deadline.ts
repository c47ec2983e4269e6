import { setMaxListeners } from 'node:events';

export interface Deadline {
  /** Aborted when the time is over or the outer signal is. */
  readonly signal: AbortSignal;
  /** True when it was the time that ended it. */
  readonly timedOut: () => boolean;
  /** Frees the timer and the listener; call it when the work is done. */
  readonly clear: () => void;
}

/** One time limit joined with a caller's signal. AbortSignal.any() is not used: on Node 20 it keeps long-lived signals' dependants. */
export function startDeadline(milliseconds: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, milliseconds);
  const onOuterAbort = () => controller.abort();
  if (outer.aborted) controller.abort();
  // One signal, such as that of a process that stops, may end any number of sends.
  setMaxListeners(0, outer);
  outer.addEventListener('abort', onOuterAbort, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    clear: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuterAbort);
    },
  };
}
