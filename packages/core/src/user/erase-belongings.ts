import type { Context } from '../context.js';
import { inBatches } from '../history/in-batches.js';
import type { UserRecord } from '../user-records.js';

const batches = { batchSize: 500, mostBatches: 1000 };

/** Deletes what belongs to a user beside the record, and the messages of webhooks that name them, sent or not. */
export async function eraseBelongings({ store }: Pick<Context, 'store'>, userId: string): Promise<void> {
  const ofUser = { userId: { equals: userId } };
  const { batchSize } = batches;
  await inBatches(batches, () => store.appPasswords.deleteWhere(ofUser, batchSize));
  await inBatches(batches, () => store.trustedDevices.deleteWhere(ofUser, batchSize));
  await inBatches(batches, () => store.links.deleteWhere(ofUser, batchSize));
  await inBatches(batches, () => store.resets.deleteWhere(ofUser, batchSize));
  await inBatches(batches, () => store.passkeyOwners.deleteWhere(ofUser, batchSize));
  await inBatches(batches, () => store.webhookMessages.deleteWhere(ofUser, batchSize));
}

/** Every address that the user is known to have now. */
function addressHashesOf(user: UserRecord): string[] {
  const ofFactors = user.factors.flatMap((factor) => ('addressHash' in factor ? [factor.addressHash] : []));
  const all = [user.emailHash, user.phoneHash, ...ofFactors].filter((hash) => hash !== null);
  return [...new Set(all)];
}

/**
 * Clears the user's addresses from history: rows about one of the addresses, and every challenge of the user with its
 * deliveries. What remains of a row is what was sent and when. Each statement takes away what it is found by, so it ends.
 */
export async function eraseFromHistory({ store }: Pick<Context, 'store'>, user: UserRecord): Promise<void> {
  const { batchSize } = batches;
  const hashes = addressHashesOf(user);
  if (hashes.length > 0) {
    const ofAddress = { addressHash: { in: hashes } };
    const address = ['addressSealed', 'addressHash'] as const;
    await inBatches(batches, () => store.deliveries.clearWhere(ofAddress, address, batchSize));
    await inBatches(batches, () => store.challenges.clearWhere(ofAddress, address, batchSize));
  }
  await inBatches(batches, () => eraseChallenges({ store }, user.id, batchSize));
}

async function eraseChallenges({ store }: Pick<Context, 'store'>, userId: string, limit: number): Promise<number> {
  const ofUser = { userId: { equals: userId } };
  const page = await store.challenges.page(ofUser, { limit });
  if (page.length === 0) return 0;
  const ofChallenges = { ownerId: { in: page.map(({ id }) => id) } };
  const sent = ['addressSealed', 'addressHash'] as const;
  await inBatches(batches, () => store.deliveries.clearWhere(ofChallenges, sent, limit));
  const personal = ['userId', 'addressSealed', 'addressHash', 'metadataSealed', 'bindingSealed'] as const;
  return await store.challenges.clearWhere(ofUser, personal, limit);
}
