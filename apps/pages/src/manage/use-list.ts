import { useCallback, useEffect, useState } from 'react';
import { PageProblem } from '../api/page-api.js';

interface List<Item> {
  /** Undefined until it is there. */
  readonly items: readonly Item[] | undefined;
  /** Why it is not there. */
  readonly problem: PageProblem | undefined;
  readonly reload: () => void;
}

/** A list that the server keeps. `read` must be the same function each time. */
export function useList<Item>(read: () => Promise<readonly Item[]>): List<Item> {
  const [list, setList] = useState<Pick<List<Item>, 'items' | 'problem'>>({ items: undefined, problem: undefined });
  const reload = useCallback(() => {
    read().then(
      (items) => setList({ items, problem: undefined }),
      (error: unknown) => {
        const problem = error instanceof PageProblem ? error : new PageProblem('internal_error');
        setList({ items: undefined, problem });
      },
    );
  }, [read]);
  useEffect(reload, [reload]);
  return { ...list, reload };
}
