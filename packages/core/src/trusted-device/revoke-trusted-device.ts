import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import { revokeStored } from './revoke-trusted-devices.js';

export interface RevokeTrustedDevice extends UserOf {
  readonly actor: Actor;
  readonly deviceId: string;
  /** An admin's own words. */
  readonly reason?: string;
}

/** At once. Throws `not_found` for a device that is not this user's or no longer trusted. */
export async function revokeTrustedDevice(context: Context, request: RevokeTrustedDevice): Promise<void> {
  const { applicationId, actor, deviceId, reason = null } = request;
  const user = await requireUser(context, request);
  const device = await context.store.trustedDevices.get(deviceId);
  if (!device || device.userId !== user.id || device.revokedAt !== null) {
    throw new OtpostError('not_found', 'This user has no trusted device with this id');
  }
  const data = { deviceId };
  const action = { actor, action: 'trusted_device.revoke', target: user.id, applicationId, reason, data };
  await audited(context, action, () => revokeStored(context, device));
}
