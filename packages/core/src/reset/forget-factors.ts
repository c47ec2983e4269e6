import type { Context } from '../context.js';
import { revokeTrustedDevices } from '../trusted-device/revoke-trusted-devices.js';
import type { UserRecord } from '../user-records.js';

export type UserChange = Partial<Omit<UserRecord, 'id' | 'version' | 'applicationId' | 'createdAt'>>;

/** An immediate reset: everything ends at once, and a new factor must be set up first. */
export const resetChange: UserChange = {
  factors: [],
  recoveryCodes: null,
  mustReplace: true,
  failedChecks: 0,
  lastFailedAt: null,
};

/** The credentials that the user no longer has may be registered again. */
async function forgetPasskeyOwners({ store }: Context, user: UserRecord): Promise<void> {
  const kept = new Set(user.factors.map(({ id }) => id));
  for (const owner of await store.passkeyOwners.list({ userId: { equals: user.id } })) {
    if (!kept.has(owner.factorId)) await store.passkeyOwners.delete(owner.id);
  }
}

/** What must follow when factors ended by a reset, by turning off, or by a replacement; `user` is the one after it. */
export async function afterFactorsEnded(context: Context, user: UserRecord): Promise<void> {
  await forgetPasskeyOwners(context, user);
  await revokeTrustedDevices(context, user.id);
}
