import type { Store } from '../store-port.js';

/** Beside the cursors of the recorder: when a worker last looked for what is to be counted, in milliseconds since 1970. */
const cursorId = 'tallies-counted-at';
/** Where nothing happens it is not written more often. */
const pauseMilliseconds = 5000;

/** Null where no worker has counted yet. */
export async function readCountedAt({ cursors }: Pick<Store, 'cursors'>): Promise<number | null> {
  const position = (await cursors.get(cursorId))?.position;
  return position === undefined ? null : Number(position);
}

/** Keeps the beginning of a round of counting, after its end. */
export function createCountedAt({ cursors }: Pick<Store, 'cursors'>) {
  let savedAt = Number.NEGATIVE_INFINITY;
  return async (startedAt: number, hasCounted: boolean): Promise<void> => {
    if (!hasCounted && startedAt - savedAt < pauseMilliseconds) return;
    await cursors.saveAll([{ id: cursorId, position: String(startedAt) }]);
    savedAt = startedAt;
  };
}
