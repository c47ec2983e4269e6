import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';

/**
 * A fixed code must never meet a person. So test mode begins only where nobody was sent anything yet. Throws `conflict` for an
 * application that has made a challenge, as far as history goes and in the last seconds.
 */
export async function assertNoLiveTraffic(context: Context, applicationId: string): Promise<void> {
  const where = { applicationId: { equals: applicationId } };
  const [recorded, isActive] = await Promise.all([
    context.store.challenges.page(where, { limit: 1 }),
    context.live.limits.isActive(applicationId),
  ]);
  if (recorded.length === 0 && !isActive) return;
  throw new OtpostError('conflict', 'This application has live traffic: make another one for tests');
}
