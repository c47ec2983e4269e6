import { useCallback, useEffect, useState } from 'react';

interface List<Item> {
  /** Undefined until it is there, or when there is none. */
  readonly items: readonly Item[] | undefined;
  readonly reload: () => void;
}

/** A list that the server keeps. `read` must be the same function each time. */
export function useList<Item>(read: () => Promise<readonly Item[]>): List<Item> {
  const [items, setItems] = useState<readonly Item[]>();
  const reload = useCallback(() => {
    read().then(setItems, () => setItems(undefined));
  }, [read]);
  useEffect(reload, [reload]);
  return { items, reload };
}
