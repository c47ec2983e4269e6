/** Something that was started and must be ended. */
export interface Stoppable {
  readonly stop: () => Promise<void>;
}

/** Remembers what a case has started, so that nothing outlives it. */
export interface Stage {
  /** Gives back what it was given. */
  keep<Kept extends Stoppable>(started: Kept): Kept;
  /** Ends everything, the latest first; the first failure is thrown after all have been tried. */
  clear(): Promise<void>;
}

export function createStage(): Stage {
  const kept: Stoppable[] = [];
  return {
    keep: (started) => {
      kept.push(started);
      return started;
    },
    clear: async () => {
      const failures: unknown[] = [];
      for (let last = kept.pop(); last; last = kept.pop()) {
        await last.stop().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
