import type { Store } from '../store-port.js';

const cursorId = 'restore';

/** Stands from before the first record of a restore until after the last, so that no process takes half for the whole. */
export async function isHalfRestored(store: Pick<Store, 'cursors'>): Promise<boolean> {
  return (await store.cursors.get(cursorId))?.position === 'running';
}

export async function markRestore(store: Pick<Store, 'cursors'>, state: 'running' | 'done'): Promise<void> {
  await store.cursors.saveAll([{ id: cursorId, position: state }]);
}
