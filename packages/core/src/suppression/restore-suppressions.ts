import type { Context } from '../context.js';
import type { AddressPlace } from '../live-limits-port.js';
import type { SuppressionRecord } from '../records.js';
import { placeOfSuppression } from './suppression-record.js';

const pageSize = 500;

/** A key that is gone must not keep back all the others. */
function placeOrWarn(context: Context, record: SuppressionRecord): AddressPlace | undefined {
  try {
    return placeOfSuppression(context, record);
  } catch (error) {
    context.warn('A suppressed address cannot be read', { id: record.id, error: String(error) });
    return undefined;
  }
}

/** Tells whether it belongs to one of the shards. */
async function restoreOne(context: Context, record: SuppressionRecord, shards: ReadonlySet<number>): Promise<boolean> {
  const place = placeOrWarn(context, record);
  if (!place || !shards.has(place.shard)) return false;
  await context.live.limits.suppress(place, record.reason);
  return true;
}

/**
 * The list from the store, for each shard that was emptied or may have forgotten its last writes. Tells how many; 0 when
 * nothing was missing.
 */
export async function restoreSuppressions(context: Context): Promise<number> {
  const { live, store } = context;
  const unrestored = await live.limits.unrestoredShards();
  if (unrestored.length === 0) return 0;
  const shards = new Set(unrestored.map(({ shard }) => shard));
  let restored = 0;
  let before: SuppressionRecord | undefined;
  for (;;) {
    const page = await store.suppressions.page({}, { limit: pageSize, ...(before ? { before } : {}) });
    const written = await Promise.all(page.map((record) => restoreOne(context, record, shards)));
    restored += written.filter(Boolean).length;
    before = page.at(-1);
    if (page.length < pageSize) break;
  }
  // As they were before: one that began yet another life meanwhile is read for again.
  await live.limits.noteRestored(unrestored);
  return restored;
}
