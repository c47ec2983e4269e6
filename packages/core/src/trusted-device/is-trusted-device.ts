import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import type { TrustedDeviceRecord, UserRecord } from '../user-records.js';
import { matchesDevice, parseDeviceToken } from './device-token.js';

const dayMilliseconds = 86_400_000;
/** Often enough for a person who looks at the list, and rare enough to keep reads cheap. */
const noteUseEveryMilliseconds = 3_600_000;

async function noteUse(context: Context, device: TrustedDeviceRecord, now: number): Promise<void> {
  if (now - (device.lastUsedAt ?? 0) < noteUseEveryMilliseconds) return;
  const used = { ...device, lastUsedAt: now, updatedAt: now, version: device.version + 1 };
  try {
    // Stale: somebody else noted it, or revoked the device.
    await context.store.trustedDevices.replace(used, device.version);
  } catch (error) {
    context.warn('The use of a trusted device was not noted', { id: device.id, error });
  }
}

/**
 * Whether this device of this user need not answer a challenge now. A policy that trusts for fewer days than before, or no
 * device at all, holds at once for those that were trusted earlier. What is no token is no trusted device.
 */
export async function isTrustedDevice(context: Context, user: UserRecord, token: string): Promise<boolean> {
  const parsed = parseDeviceToken(token);
  if (!parsed) return false;
  const device = await context.store.trustedDevices.get(parsed.id);
  if (!matchesDevice(parsed, device)) return false;
  const isOwn = device.userId === user.id && device.applicationId === user.applicationId;
  const now = context.now();
  const { trustedDeviceDays } = applicationOf(context.settings.current(), user.applicationId).settings.policy;
  const until = Math.min(device.expiresAt, device.createdAt + trustedDeviceDays * dayMilliseconds);
  if (!isOwn || device.revokedAt !== null || now >= until) return false;
  await noteUse(context, device, now);
  return true;
}
