import type { Context } from '../context.js';
import type { SuppressionRecord } from '../records.js';
import { placeOfSuppression } from './suppression-record.js';

const pageSize = 500;

async function restoreOne(context: Context, record: SuppressionRecord): Promise<void> {
  try {
    const place = placeOfSuppression(context, record);
    if (place) await context.live.limits.suppress(place, record.reason);
  } catch (error) {
    // A key that is gone must not keep back all the others.
    context.warn('A suppressed address cannot be read', { id: record.id, error: String(error) });
  }
}

/** After Redis was emptied: the list from the store. Tells how many; 0 when nothing was missing. */
export async function restoreSuppressions(context: Context): Promise<number> {
  if (await context.live.limits.knowsSuppressed()) return 0;
  let restored = 0;
  let before: SuppressionRecord | undefined;
  for (;;) {
    const page = await context.store.suppressions.page({}, { limit: pageSize, ...(before ? { before } : {}) });
    for (const record of page) await restoreOne(context, record);
    restored += page.length;
    before = page.at(-1);
    if (page.length < pageSize) break;
  }
  await context.live.limits.noteSuppressedKnown();
  return restored;
}
