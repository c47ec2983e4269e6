import { useState } from 'react';
import { PageProblem } from '../api/page-api.js';

export interface Act {
  readonly isPending: boolean;
  readonly problem: PageProblem | undefined;
  /** Runs one request at a time, and keeps its refusal. True when it went well. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
}

export function useAct(): Act {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<PageProblem>();
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    if (isPending) return false;
    setPending(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(error instanceof PageProblem ? error : new PageProblem('internal_error'));
      return false;
    } finally {
      setPending(false);
    }
  };
  return { isPending, problem, run };
}
