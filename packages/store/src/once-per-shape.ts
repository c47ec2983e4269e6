import type { CollectionShape } from './collection-shape.js';

/** Works something out once for each shape, since shapes never change and every read and write would ask again. */
export function oncePerShape<Value>(workOut: (shape: CollectionShape) => Value): (shape: CollectionShape) => Value {
  const known = new WeakMap<CollectionShape, Value>();
  return (shape) => {
    const found = known.get(shape);
    if (found !== undefined) return found;
    const value = workOut(shape);
    known.set(shape, value);
    return value;
  };
}
