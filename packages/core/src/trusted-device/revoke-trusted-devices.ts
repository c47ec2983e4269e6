import type { Context } from '../context.js';
import type { TrustedDeviceRecord } from '../user-records.js';

/** Revokes one device, whatever else is noted of it at the same time. False when it was revoked before, or is gone. */
export async function revokeStored(context: Context, device: TrustedDeviceRecord): Promise<boolean> {
  const { trustedDevices } = context.store;
  if (device.revokedAt !== null) return false;
  const at = context.now();
  const revoked = { ...device, revokedAt: at, updatedAt: at, version: device.version + 1 };
  if ((await trustedDevices.replace(revoked, device.version)) === 'replaced') return true;
  const current = await trustedDevices.get(device.id);
  return current ? await revokeStored(context, current) : false;
}

/** All devices of a user: after a reset, a turning off, a factor that was replaced. Tells how many. */
export async function revokeTrustedDevices(context: Context, userId: string): Promise<number> {
  const devices = await context.store.trustedDevices.list({ userId: { equals: userId } });
  let revoked = 0;
  for (const device of devices) if (await revokeStored(context, device)) revoked += 1;
  return revoked;
}
