import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width of an element as it is now, so that what is drawn in it need not be stretched. */
export function useWidth<Of extends Element>(): [RefObject<Of | null>, number] {
  const element = useRef<Of>(null);
  const [width, setWidth] = useState(600);
  // Before anything is painted: a chart drawn wider than its place would make a phone scroll for a moment.
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const take = (found: number) => setWidth(Math.max(200, found));
    take(element.current.clientWidth);
    const observer = new ResizeObserver(([entry]) => take(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
