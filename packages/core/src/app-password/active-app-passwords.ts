import type { Context } from '../context.js';
import type { AppPasswordRecord } from '../user-records.js';

/** Oldest first. */
export async function activeAppPasswords({ store }: Context, userId: string): Promise<AppPasswordRecord[]> {
  return await store.appPasswords.list({ userId: { equals: userId }, revokedAt: { equals: null } });
}
