import { oncePerShape } from './once-per-shape.js';

/** The fields that a condition may name. */
export const queryableFields = oncePerShape((shape): ReadonlySet<string> => {
  const order = shape.family === 'cursors' ? [] : ['createdAt'];
  const named = [...(shape.lists ?? []), ...(shape.indexes ?? []), ...(shape.uniques ?? [])].flat();
  return new Set(['id', ...order, ...named]);
});
