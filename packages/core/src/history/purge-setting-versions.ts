import type { SettingVersionRecord } from '../records.js';
import type { Store } from '../store-port.js';
import type { Batches } from './in-batches.js';

/** One setting has at most a hundred and one. */
const mostOfOne = 200;

async function stands(store: Store, { kind, settingId }: SettingVersionRecord): Promise<boolean> {
  const collections = {
    application: store.applications,
    provider: store.providers,
    template: store.templates,
    webhook: store.webhooks,
  } as const;
  return (await collections[kind].get(settingId)) !== undefined;
}

/**
 * Forgets the versions of settings that were deleted before this time (milliseconds since 1970). One that was brought back
 * keeps them.
 */
export async function purgeSettingVersions(
  store: Store,
  past: number,
  { batchSize, mostBatches }: Batches,
): Promise<number> {
  let purged = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const deleted = await store.settingVersions.page({ deletedAt: { below: past } }, { limit: batchSize });
    for (const row of deleted) {
      if (await stands(store, row)) {
        await store.settingVersions.replace({ ...row, version: row.version + 1, deletedAt: null }, row.version);
      } else purged += await store.settingVersions.deleteWhere({ settingId: { equals: row.settingId } }, mostOfOne);
    }
    if (deleted.length < batchSize) break;
  }
  return purged;
}
