/** Something that was started and must be ended. */
export interface Stoppable {
  readonly stop: () => Promise<void>;
}

/** Remembers what one case has started, so that nothing outlives it. */
export interface Stage {
  /** Gives back what it was given. On a cleared stage it is ended at once instead, and this throws. */
  keep<Kept extends Stoppable>(started: Kept): Kept;
  /** Ends everything, the latest first, once and for good; the first failure is thrown after all have been tried. */
  clear(): Promise<void>;
}

export function createStage(): Stage {
  const kept: Stoppable[] = [];
  let cleared = false;
  return {
    keep: (started) => {
      if (cleared) {
        void started.stop();
        throw new Error('The bench is ending');
      }
      kept.push(started);
      return started;
    },
    clear: async () => {
      cleared = true;
      const failures: unknown[] = [];
      for (let last = kept.pop(); last; last = kept.pop()) {
        await last.stop().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
