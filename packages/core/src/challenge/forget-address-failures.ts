import { addressPlace } from '../address/address-place.js';
import type { Context } from '../context.js';
import { parseFactorAddress } from '../factor/factor-address.js';
import type { UserRecord } from '../user-records.js';

/**
 * After a success the failed checks of the user's own addresses count no more: that is how a stop ends without an admin.
 * `before` is the user as it was: one who had not failed has nothing to forget.
 */
export async function forgetAddressFailures(context: Context, before: UserRecord): Promise<void> {
  if (before.failedChecks === 0) return;
  const { keyring } = context.settings.current();
  for (const factor of before.factors) {
    const isAddress = factor.type === 'email' || factor.type === 'sms';
    if (!isAddress || factor.status !== 'active') continue;
    const address = parseFactorAddress(keyring, before, factor);
    await context.live.limits.forgetFailures(addressPlace(keyring, before.applicationId, address));
  }
}
