import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { PasskeyOwnerRecord, UserRecord } from '../user-records.js';

export interface PasskeyClaim {
  readonly user: UserRecord;
  readonly factorId: string;
  readonly credentialId: string;
}

function alreadyRegistered(): OtpostError {
  return new OtpostError('conflict', 'This passkey is registered already');
}

/** A claim counts while its user holds the factor it is for; of a pending one, while that may still be confirmed. */
async function isHeld(context: Context, owner: PasskeyOwnerRecord, credentialId: string): Promise<boolean> {
  const holder = await context.store.users.get(owner.userId);
  const factor = holder?.factors.find(({ id }) => id === owner.factorId);
  if (factor?.type !== 'passkey') return false;
  if (factor.status === 'active') return factor.credentialId === credentialId;
  return (factor.pendingUntil ?? 0) > context.now();
}

/**
 * Makes one credential belong to one factor of one user of the application (WebAuthn L3 section 7.1 step 26), before it
 * counts. A claim that nobody stands behind any more is taken over. Throws `conflict`.
 */
export async function claimPasskey(context: Context, { user, factorId, credentialId }: PasskeyClaim): Promise<void> {
  const { passkeyOwners } = context.store;
  const { keyring } = context.settings.current();
  const now = context.now();
  const id = `pko_${keyring.indexHash('passkey', user.applicationId, credentialId)}`;
  const claim = { id, applicationId: user.applicationId, userId: user.id, factorId, createdAt: now, updatedAt: now };
  if ((await passkeyOwners.insert({ ...claim, version: 1 })) === 'inserted') return;
  const owner = await passkeyOwners.get(id);
  if (!owner) return claimPasskey(context, { user, factorId, credentialId });
  if (owner.userId === user.id && owner.factorId === factorId) return;
  if (await isHeld(context, owner, credentialId)) throw alreadyRegistered();
  const taken = { ...claim, createdAt: owner.createdAt, version: owner.version + 1 };
  if ((await passkeyOwners.replace(taken, owner.version)) !== 'replaced') throw alreadyRegistered();
}
