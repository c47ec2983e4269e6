import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { AppPasswordRecord } from '../user-records.js';

export interface RevokeAppPassword extends UserOf {
  readonly actor: Actor;
  readonly appPasswordId: string;
  /** An admin's own words. */
  readonly reason?: string;
}

async function revoke(context: Context, record: AppPasswordRecord): Promise<void> {
  const { appPasswords } = context.store;
  const at = context.now();
  const revoked = { ...record, revokedAt: at, updatedAt: at, version: record.version + 1 };
  if ((await appPasswords.replace(revoked, record.version)) === 'replaced') return;
  const current = await appPasswords.get(record.id);
  if (current && current.revokedAt === null) await revoke(context, current);
}

/** From the next check on it is wrong. Needs no proof, since it takes a way in away. Throws `not_found`. */
export async function revokeAppPassword(context: Context, request: RevokeAppPassword): Promise<void> {
  const { applicationId, actor, appPasswordId, reason = null } = request;
  const user = await requireUser(context, request);
  const record = await context.store.appPasswords.get(appPasswordId);
  if (!record || record.userId !== user.id || record.revokedAt !== null) {
    throw new OtpostError('not_found', 'This user has no app password with this id');
  }
  const data = { appPasswordId };
  const action = { actor, action: 'app_password.revoke', target: user.id, applicationId, reason, data };
  await audited(context, action, () => revoke(context, record));
}
