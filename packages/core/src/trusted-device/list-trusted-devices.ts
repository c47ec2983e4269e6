import type { Context } from '../context.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import { type TrustedDeviceView, viewTrustedDevice } from './trusted-device-schemas.js';

/** The devices that are trusted now, oldest first. Throws `not_found`. */
export async function listTrustedDevices(context: Context, of: UserOf): Promise<TrustedDeviceView[]> {
  const user = await requireUser(context, of);
  const devices = await context.store.trustedDevices.list({ userId: { equals: user.id } });
  const now = context.now();
  return devices
    .filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now)
    .map((device) => viewTrustedDevice(device));
}
