import { useCallback, useEffect, useState } from 'react';
import { useVisit } from '../visit/visit.js';

interface List<Item> {
  /** Undefined until it is there, or when there is none. */
  readonly items: readonly Item[] | undefined;
  readonly reload: () => void;
}

/** A list that the server keeps. `pick` must be the same function each time. */
export function useList<Body, Item>(path: string, pick: (body: Body) => readonly Item[]): List<Item> {
  const { call } = useVisit();
  const [items, setItems] = useState<readonly Item[]>();
  const reload = useCallback(() => {
    call<Body>('GET', path).then(
      (body) => setItems(pick(body)),
      () => setItems(undefined),
    );
  }, [call, path, pick]);
  useEffect(reload, [reload]);
  return { items, reload };
}
